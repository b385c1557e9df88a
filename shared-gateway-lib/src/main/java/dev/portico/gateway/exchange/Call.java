package dev.portico.gateway.exchange;

import io.vertx.core.MultiMap;
import java.util.function.Consumer;

/**
 * A request to an upstream, made from a proxied route or from a screen's client alike.
 *
 * @param method the method, case-sensitive
 * @param target path and query, percent-encoded, as they go onto the request line
 * @param headers the header fields to send; owned by the call, so wrappers may add to them
 * @param body the body to send
 * @param deadline by when the head of the answer has to be here, and all of one that is awaited as a whole
 * @param exchange the request on whose behalf the call is made
 * @param interim takes what the upstream says before its answer
 * @param cancellation ends the call; for whoever made it
 */
public record Call(
        String method,
        String target,
        MultiMap headers,
        Body body,
        Deadline deadline,
        Exchange exchange,
        Consumer<Interim> interim,
        Cancellation cancellation) {

    /** A call of its own: a wrapper that changes another call hands on that one's cancellation. */
    public Call(
            String method,
            String target,
            MultiMap headers,
            Body body,
            Deadline deadline,
            Exchange exchange,
            Consumer<Interim> interim) {
        this(method, target, headers, body, deadline, exchange, interim, new Cancellation());
    }

    public Route route() {
        return exchange.route();
    }

    public Caller caller() {
        return exchange.caller();
    }

    /** An interim answer (RFC 9110 section 15.2). */
    public sealed interface Interim {

        /** 100: send the body now. */
        record Continue() implements Interim {}

        /** 103 with its header fields (RFC 8297). */
        record EarlyHints(MultiMap headers) implements Interim {}
    }
}
