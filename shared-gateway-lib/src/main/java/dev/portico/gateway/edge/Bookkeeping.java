package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.telemetry.AccessLog;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.netty.util.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** What is written down of each request: its metrics, its access line, the name of its span. */
final class Bookkeeping {

    private static final AttributeKey<Boolean> COUNTED = AttributeKey.valueOf("portico.counted");
    private static final int CLIENT_WENT_AWAY = 499;

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
        countConnection(request);
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

    void ended(Exchange exchange, RoutingContext context, Began began, boolean answered) {
        var status = answered ? context.response().getStatusCode() : CLIENT_WENT_AWAY;
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

    /** Gives up a reply that is still streaming when its client goes away. */
    void discardWithRequest(RoutingContext context, Reply reply) {
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                reply.discard();
            }
        });
    }

    /** Counts a connection once; the server's own handler for its end belongs to the framework. */
    private void countConnection(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            var channel = connection.channel();
            if (channel.attr(COUNTED).setIfAbsent(Boolean.TRUE) == null) {
                metrics.connectionOpened();
                channel.closeFuture().addListener(closed -> metrics.connectionClosed());
            }
        }
    }
}
