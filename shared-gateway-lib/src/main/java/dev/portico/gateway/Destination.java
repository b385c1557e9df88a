package dev.portico.gateway;

import dev.portico.gateway.routing.PathRewrite;
import dev.portico.gateway.shaping.FieldTree;
import dev.portico.gateway.shaping.Shape;
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
     * @param shape what is changed on the way
     */
    record Proxied(String upstream, PathRewrite rewrite, Duration timeout, boolean forwardsToken, Shape shape)
            implements Destination {

        /** The same, with no more of the answer than these fields. */
        public Proxied showing(FieldTree fields) {
            return fields.isEverything()
                    ? this
                    : new Proxied(upstream, rewrite, timeout, forwardsToken, shape.showing(fields));
        }
    }
}
