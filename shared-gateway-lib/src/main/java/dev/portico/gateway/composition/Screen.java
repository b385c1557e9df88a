package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a screen may spend on one request: a constant of its resource. A screen that makes more calls than it declares is
 * defective, and answers 500: so one request of a client never becomes more of them upstream than its author has thought of.
 *
 * @param <P> how the screen names its parts: an enum, so that the names of the missing ones stand in the OpenAPI document
 * @param time how long the whole may take
 * @param calls the most calls that it makes upstream; equal reads count once
 */
public record Screen<P>(Duration time, int calls) {

    public Screen {
        if (time.isNegative() || time.isZero() || calls < 1) {
            throw new IllegalArgumentException("A screen needs time and at least one call, not " + time + ", " + calls);
        }
    }

    /** Begins the answer to a request, put together from several sources. */
    public Composition<P> on(Exchange exchange) {
        return new Composition<>(context(exchange));
    }

    /** The answer to a request that comes from one source. */
    public <T> Uni<T> single(Exchange exchange, Function<PartContext, Uni<T>> source) {
        return source.apply(context(exchange));
    }

    /** The answer to a request that is handed on bit by bit, as it comes from one source. */
    public <T> Multi<T> stream(Exchange exchange, Function<PartContext, Multi<T>> source) {
        return source.apply(context(exchange));
    }

    private PartContext context(Exchange exchange) {
        return new PartContext(exchange, Deadline.in(time), new CallLedger(calls));
    }
}
