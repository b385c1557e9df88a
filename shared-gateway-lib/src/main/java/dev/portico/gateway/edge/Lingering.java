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

    private final HttpServerRequest request;
    private long discarded;

    private Lingering(HttpServerRequest request) {
        this.request = request;
    }

    static void on(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded() || request.response().closed()) {
            return;
        }
        var lingering = new Lingering(request);
        var timer = vertx.setTimer(LONGEST_MILLIS, fired -> lingering.close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(part -> {
            lingering.discarded += part.length();
            if (lingering.discarded > MOST_BYTES) {
                vertx.cancelTimer(timer);
                lingering.close();
            }
        });
        request.resume();
    }

    private void close() {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(0);
        } else {
            request.connection().close();
        }
    }
}
