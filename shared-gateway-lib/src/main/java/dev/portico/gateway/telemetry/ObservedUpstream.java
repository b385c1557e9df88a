package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.exchange.UpstreamCalls;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Measures the calls to an upstream, and carries the trace context on (W3C Trace Context). */
public final class ObservedUpstream implements Upstream {

    private final String name;
    private final Upstream next;
    private final GatewayMetrics metrics;
    private final ClientSpans spans;

    public ObservedUpstream(String name, Upstream next, GatewayMetrics metrics, ClientSpans spans) {
        this.name = name;
        this.next = next;
        this.metrics = metrics;
        this.spans = spans;
    }

    @Override
    public Future<Reply> fetch(Call call) {
        var started = System.nanoTime();
        var span = spans.begin(name, call);
        return next.fetch(call).map(reply -> counted(reply, call.route())).onComplete(ended -> {
            var reply = ended.result();
            var outcome = reply == null ? outcome(ended.cause()) : Integer.toString(reply.status());
            var nanos = System.nanoTime() - started;
            metrics.upstreamCallEnded(name, outcome, nanos);
            call.exchange().calls().add(new UpstreamCalls.Ended(name, outcome, nanos));
            span.end(reply == null ? 0 : reply.status(), outcome);
        });
    }

    private Reply counted(Reply reply, Route route) {
        return switch (reply.body()) {
            case Body.Empty() -> reply;
            case Body.Whole(var content, var codings) -> {
                metrics.contentReceived(route).increment(content.length());
                yield reply;
            }
            case Body.Streamed(var stream, var length) ->
                new Reply(
                        reply.status(),
                        reply.headers(),
                        new Body.Streamed(new CountedStream(stream, metrics.contentReceived(route)), length),
                        reply.trailers(),
                        reply.abandon());
        };
    }

    private static String outcome(Throwable failure) {
        return switch (failure) {
            case CancellationException nobodyWaits -> "cancelled";
            case UpstreamFailure known -> known.kind().name().toLowerCase(Locale.ROOT);
            default -> "aborted";
        };
    }
}
