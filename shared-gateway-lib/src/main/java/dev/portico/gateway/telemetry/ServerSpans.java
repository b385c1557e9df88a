package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One server span for each request, in the trace that its caller began or in a new one (OpenTelemetry's semantic
 * conventions for HTTP server spans). One that is not sampled gets ids, which go on to upstreams and stand in the access
 * line, and nothing else.
 */
public final class ServerSpans {

    /** The methods that conventions know; any other is one, or names of spans would be up to clients. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    /** Of what a client wrote. */
    private static final int LONGEST = 1024;

    private static final TextMapGetter<Request> FIELDS = new Fields();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    public ServerSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.portico.gateway");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** The trace that a request belongs to, with its span, which has begun. */
    public Context begin(Request request) {
        var parent = propagator.extract(Context.root(), request, FIELDS);
        var span = tracer.spanBuilder(name(request))
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        if (span.isRecording()) {
            describe(span, request);
        }
        return parent.with(span);
    }

    private static void describe(Span span, Request request) {
        if (METHODS.contains(request.method())) {
            span.setAttribute("http.request.method", request.method());
        } else {
            span.setAttribute("http.request.method", "_OTHER");
            span.setAttribute("http.request.method_original", cut(request.method()));
        }
        span.setAttribute("url.path", cut(request.path()));
        span.setAttribute("url.scheme", request.scheme());
        span.setAttribute("network.peer.address", request.peer());
        span.setAttribute("network.protocol.version", request.version().equals("2.0") ? "2" : request.version());
        var agent = request.header("User-Agent");
        if (agent != null) {
            span.setAttribute("user_agent.original", cut(agent));
        }
        describeServer(span, request.authority());
    }

    private static void describeServer(Span span, String authority) {
        var colon = authority.indexOf(':', authority.indexOf(']') + 1);
        span.setAttribute("server.address", cut(colon < 0 ? authority : authority.substring(0, colon)));
        if (colon >= 0 && authority.substring(colon + 1).matches("\\d{1,5}")) {
            span.setAttribute("server.port", Long.parseLong(authority.substring(colon + 1)));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** @param status the status of the answer; 499 where the client went away before it */
    public void end(Exchange exchange, int status) {
        var span = exchange.span();
        if (span.isRecording()) {
            if (exchange.route().matched()) {
                span.updateName(
                        name(exchange.request()) + " " + exchange.route().pattern());
                span.setAttribute("http.route", exchange.route().pattern());
            }
            span.setAttribute("client.address", exchange.clientAddress());
            span.setAttribute("http.response.status_code", (long) status);
            if (status >= 500) {
                span.setAttribute("error.type", Integer.toString(status));
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end();
    }

    private static String name(Request request) {
        return METHODS.contains(request.method()) ? request.method() : "HTTP";
    }

    private static final class Fields implements TextMapGetter<Request> {

        @Override
        public Iterable<String> keys(Request request) {
            var names = new ArrayList<String>();
            request.forEachHeader((name, value) -> names.add(name));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Request request, String name) {
            return request == null ? null : request.header(name);
        }
    }
}
