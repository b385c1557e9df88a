package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Deadline;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;

/** The calls that the cache makes in place of those that it was given (RFC 9111 section 4.3.1). */
final class Outgoing {

    private Outgoing() {}

    /**
     * One that brings what the client wants, whatever it holds of that already.
     *
     * @param known what the upstream is told of, so that it need not send it again
     * @param whole whether all of it has to come though the client wants a part
     */
    static Call fetching(Call call, List<Stored> known, boolean whole, Cancellation cancellation) {
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(call.headers());
        if (whole) {
            headers.remove(Names.RANGE).remove(Names.IF_RANGE);
        }
        Validation.ask(headers, known.stream().map(Stored::validators).toList());
        return new Call(
                call.method(),
                call.target(),
                headers,
                call.body(),
                call.deadline(),
                call.exchange(),
                call.interim(),
                cancellation);
    }

    /** The same request without the client: its deadline, its conditions, its hanging up. */
    static Lookup ofItsOwn(Lookup lookup, Duration time, boolean part) {
        var call = lookup.call();
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(call.headers());
        if (!part) {
            headers.remove(Names.RANGE).remove(Names.IF_RANGE);
        }
        Preconditions.remove(headers);
        var own = new Call(
                "GET",
                call.target(),
                headers,
                call.body(),
                Deadline.in(time),
                call.exchange(),
                interim -> {},
                new Cancellation());
        return new Lookup(own, lookup.rule(), Asked.NOTHING, lookup.key(), null, false);
    }
}
