package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.telemetry.AccessLog;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** What is written down of each request: its metrics, its access line, the name of its span. */
final class Bookkeeping {

    private final GatewayMetrics metrics;
    private final AccessLog accessLog;

    Bookkeeping(GatewayMetrics metrics, AccessLog accessLog) {
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    /** What has to be remembered from the begin of a request to its end. */
    record Began(long atNanos, String traceId) {}

    Began began(HttpServerRequest request) {
        metrics.requestBegan();
        ClientConnection.count(request, metrics);
        var span = Span.current().getSpanContext();
        return new Began(System.nanoTime(), span.isValid() ? span.getTraceId() : "");
    }

    void routed(Exchange exchange) {
        var span = Span.current();
        if (span.isRecording()) {
            span.updateName(exchange.request().method() + " " + exchange.route().pattern());
            span.setAttribute("http.route", exchange.route().pattern());
        }
    }

    void ended(Exchange exchange, RoutingContext context, Began began, int status) {
        var nanos = System.nanoTime() - began.atNanos;
        metrics.requestEnded(exchange.route(), status, nanos);
        accessLog.log(
                exchange,
                new AccessLog.Ending(
                        status,
                        nanos,
                        context.request().bytesRead(),
                        context.response().bytesWritten(),
                        began.traceId));
    }
}
