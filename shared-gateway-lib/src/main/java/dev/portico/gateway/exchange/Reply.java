package dev.portico.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * An upstream's final answer. A streamed body is paused; whoever takes the reply has to read it or {@link #discard()} it.
 *
 * @param status 200 to 599
 * @param headers its header fields; owned by the reply, so wrappers may change them
 * @param body its body
 * @param trailers the trailer fields, known once the body has been read to its end
 * @param abandon gives up the rest of the answer
 */
public record Reply(int status, MultiMap headers, Body body, Supplier<MultiMap> trailers, Runnable abandon) {

    /**
     * The whole body in memory. Fails as {@link Body#collect} does; what has not been read by then is given up, so that
     * its connection is free for others.
     */
    public Future<byte[]> collect(Vertx vertx, long limit, Deadline deadline) {
        return body.collect(vertx, limit, deadline).onFailure(incomplete -> discard());
    }

    /** Gives up what has not been read yet; harmless when everything has. */
    public void discard() {
        abandon.run();
    }
}
