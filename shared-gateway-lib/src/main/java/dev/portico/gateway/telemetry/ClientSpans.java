package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Exchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.MultiMap;

/**
 * One client span for each call to an upstream, under the span of the request. A request that is not sampled costs no
 * span: its own context is passed on.
 */
public final class ClientSpans {

    /** A call that has begun. */
    @FunctionalInterface
    interface Begun {

        /** @param status the status of the answer, or 0 where there is none */
        void end(int status, String outcome);
    }

    private static final Begun NOTHING = (status, outcome) -> {};

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    public ClientSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.portico.gateway");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    Begun begin(String upstream, Call call) {
        if (!call.exchange().span().isRecording()) {
            inject(around(call.exchange()), call.headers());
            return NOTHING;
        }
        var context = around(call.exchange());
        var span = tracer.spanBuilder(call.method() + " " + upstream)
                .setParent(context)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", call.method())
                .setAttribute("peer.service", upstream)
                .startSpan();
        inject(context.with(span), call.headers());
        return (status, outcome) -> {
            if (status > 0) {
                span.setAttribute("http.response.status_code", (long) status);
            } else {
                span.setAttribute("error.type", outcome);
            }
            if (status == 0 || status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        };
    }

    /** A screen may have begun a span of its own. */
    private static Context around(Exchange exchange) {
        var current = Context.current();
        return Span.fromContextOrNull(current) == null ? exchange.trace() : current;
    }

    private void inject(Context context, MultiMap headers) {
        propagator.inject(context, headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.set(name, value);
            }
        });
    }
}
