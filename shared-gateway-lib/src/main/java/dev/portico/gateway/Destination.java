package dev.portico.gateway;

import dev.portico.gateway.routing.PathRewrite;
import java.time.Duration;

/** What serves a row. */
public sealed interface Destination {

    /** A resource of this app. */
    record Screen() implements Destination {}

    /**
     * An upstream.
     *
     * @param upstream its name in the table
     * @param timeout from the end of the request to the head of the answer
     * @param forwardsToken whether the caller's own token goes along
     */
    record Proxied(String upstream, PathRewrite rewrite, Duration timeout, boolean forwardsToken)
            implements Destination {}
}
