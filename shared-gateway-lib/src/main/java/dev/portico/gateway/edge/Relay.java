package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes an upstream's reply to the client. A small reply is awaited as a whole and written at once, so that one that
 * breaks off becomes an honest 502, and one that does not get on a 504; a large or endless one streams at the client's pace, and breaks off where it breaks.
 */
final class Relay {

    /** Up to how many declared bytes a reply is awaited as a whole. */
    private static final long SMALL = 16 * 1024;

    private final HttpServerResponse response;
    private final AnswerRules rules;
    private final Handler<Throwable> onFailure;
    private final Runnable breakOff;

    /**
     * @param rules what of the reply's header fields the client gets
     * @param onFailure takes the failure of a reply of which nothing has been written yet
     * @param breakOff shows the client that the answer which it has begun to get will not be complete
     */
    Relay(HttpServerResponse response, AnswerRules rules, Handler<Throwable> onFailure, Runnable breakOff) {
        this.response = response;
        this.rules = rules;
        this.onFailure = onFailure;
        this.breakOff = breakOff;
    }

    /** @param deadline by when a small reply has to be here as a whole */
    void write(Reply reply, Vertx vertx, Deadline deadline) {
        switch (reply.body()) {
            case Body.Empty() -> begin(reply, response::end);
            case Body.Whole(var content) -> begin(reply, () -> response.end(content));
            case Body.Streamed streamed
            when streamed.length() >= 0 && streamed.length() <= SMALL ->
                reply.collect(vertx, SMALL, deadline)
                        .subscribe()
                        .with(content -> begin(reply, () -> response.end(content)), onFailure::handle);
            case Body.Streamed streamed -> begin(reply, () -> stream(reply, streamed.length()));
        }
    }

    /** Writes the head, unless the client has gone; a reply that cannot be written is given up, with all that it brought. */
    private void begin(Reply reply, Runnable rest) {
        if (response.ended() || response.closed()) {
            return;
        }
        try {
            response.setStatusCode(reply.status());
            rules.copy(reply, response.headers());
            rest.run();
        } catch (RuntimeException defect) {
            reply.discard();
            if (!response.headWritten()) {
                response.headers().clear();
            }
            onFailure.handle(defect);
        }
    }

    private void stream(Reply reply, long length) {
        if (length < 0) {
            response.setChunked(true);
        }
        ((Body.Streamed) reply.body()).stream().pipe().endOnComplete(false).to(response, piped -> {
            if (piped.succeeded()) {
                reply.trailers().get().forEach(response.trailers()::add);
                response.end();
            } else {
                reply.discard();
                breakOff.run();
            }
        });
    }
}
