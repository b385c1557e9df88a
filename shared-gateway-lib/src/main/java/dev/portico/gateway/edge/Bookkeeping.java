package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.telemetry.AccessLog;
import dev.portico.gateway.telemetry.GatewayMetrics;
import dev.portico.gateway.telemetry.ServerSpans;
import io.vertx.core.http.HttpServerRequest;

/** What is written down of each request: its metrics, its access line, its span. */
final class Bookkeeping {

    private final GatewayMetrics metrics;
    private final AccessLog accessLog;
    private final ServerSpans spans;

    Bookkeeping(GatewayMetrics metrics, AccessLog accessLog, ServerSpans spans) {
        this.metrics = metrics;
        this.accessLog = accessLog;
        this.spans = spans;
    }

    Exchange began(HttpServerRequest request, Request asSent) {
        metrics.requestBegan();
        ClientConnection.count(request, metrics);
        return Exchange.of(asSent, spans.begin(asSent));
    }

    /** @param nanos from the head of the request to the end of its answer, in nanoseconds */
    void ended(Exchange exchange, HttpServerRequest request, int status, long nanos) {
        var sent = request.response().bytesWritten();
        metrics.requestEnded(exchange.route(), status, nanos);
        metrics.contentSent(exchange.route(), sent);
        for (var use : exchange.calls().cacheUses()) {
            metrics.cacheUsed(exchange.route(), use);
        }
        accessLog.log(exchange, new AccessLog.Ending(status, nanos, request.bytesRead(), sent));
        spans.end(exchange, status);
    }
}
