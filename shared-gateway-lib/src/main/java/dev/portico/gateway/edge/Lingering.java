package dev.portico.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What happens to the body of a request that was answered before it was read. Closing at once would reset the connection
 * under a client that still sends, and the answer would be lost; so the rest is thrown away, up to a size and a time, and
 * only then the connection or the stream is closed.
 */
final class Lingering {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final long LONGEST_MILLIS = 2000;

    /** RFC 9113 section 8.1: the answer is complete, the rest of the request is not wanted. */
    private static final int NO_ERROR = 0;

    private final HttpServerRequest request;
    private final boolean last;
    private long discarded;

    private Lingering(HttpServerRequest request, boolean last) {
        this.request = request;
        this.last = last;
    }

    /** @param last whether the connection is closed afterwards even if the rest of the body came soon */
    static void on(HttpServerRequest request, boolean last, Vertx vertx) {
        var lingering = new Lingering(request, last);
        request.resume();
        if (request.isEnded()) {
            lingering.ended();
            return;
        }
        var timer = vertx.setTimer(LONGEST_MILLIS, fired -> lingering.close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            lingering.ended();
        });
        request.handler(part -> {
            lingering.discarded += part.length();
            if (lingering.discarded > MOST_BYTES) {
                vertx.cancelTimer(timer);
                lingering.close();
            }
        });
    }

    private void ended() {
        if (last) {
            close();
        }
    }

    private void close() {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }
}
