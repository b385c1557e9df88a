package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes an upstream's reply to the client: one that is here as a whole at once, any other at the client's pace, and it
 * breaks off where it breaks.
 */
final class Relay {

    private final HttpServerResponse response;
    private final AnswerRules rules;
    private final Trimming trimming;
    private final AnswerFailure failure;

    /**
     * @param rules what of the reply's header fields the client gets
     * @param trimming what of its content
     */
    Relay(HttpServerResponse response, AnswerRules rules, Trimming trimming, AnswerFailure failure) {
        this.response = response;
        this.rules = rules;
        this.trimming = trimming;
        this.failure = failure;
    }

    void write(Reply reply) {
        try {
            relay(trimming.apply(reply));
        } catch (UpstreamFailure broken) {
            reply.discard();
            failure.beforeAnswer(broken);
        }
    }

    private void relay(Reply reply) {
        switch (reply.body()) {
            case Body.Empty() -> begin(reply, -1, compressed -> response.end());
            case Body.Whole whole -> end(reply, whole);
            case Body.Streamed streamed -> begin(reply, streamed.length(), compressed -> stream(reply, compressed));
        }
    }

    private void end(Reply reply, Body.Whole whole) {
        begin(reply, whole.content().length(), compressed -> {
            if (compressed) {
                endCompressed(whole);
            } else {
                response.end(whole.content());
            }
        });
    }

    private void endCompressed(Body.Whole whole) {
        var gzip = Gzip.whole(whole);
        if (gzip.isComplete()) {
            ended(gzip);
        } else {
            var home = Vertx.currentContext();
            gzip.onComplete(made -> home.runOnContext(back -> ended(made)));
        }
    }

    private void ended(AsyncResult<Buffer> gzip) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (gzip.succeeded()) {
            response.end(gzip.result());
        } else {
            response.headers().clear();
            failure.beforeAnswer(gzip.cause());
        }
    }

    private void stream(Reply reply, boolean compressed) {
        var body = (Body.Streamed) reply.body();
        if (compressed || body.length() < 0) {
            response.setChunked(true);
        }
        var gzip = compressed ? new GzipStream(response) : null;
        var to = gzip == null ? response : gzip;
        body.stream().pipe().endOnComplete(false).to(to, piped -> {
            if (piped.succeeded()) {
                reply.trailers().get().forEach(response.trailers()::add);
                to.end();
                return;
            }
            if (gzip != null) {
                gzip.discard();
            }
            reply.discard();
            brokenOff(piped.cause());
        });
    }

    /** What is trimmed may break before any of it was passed on. */
    private void brokenOff(Throwable cause) {
        if (cause instanceof UpstreamFailure broken && !response.headWritten()) {
            response.headers().clear();
            failure.beforeAnswer(broken);
        } else {
            failure.amidAnswer();
        }
    }

    /**
     * Writes the head, unless the client has gone; a reply that cannot be written is given up, with all that it brought.
     *
     * @param length the bytes of the reply's body; −1 where there is none or nobody knows
     */
    private void begin(Reply reply, long length, Rest rest) {
        if (response.ended() || response.closed()) {
            return;
        }
        try {
            response.setStatusCode(reply.status());
            rest.write(rules.copy(reply, length, response.headers()));
        } catch (RuntimeException defect) {
            reply.discard();
            if (!response.headWritten()) {
                response.headers().clear();
            }
            failure.beforeAnswer(defect);
        }
    }

    /** What follows the head. */
    private interface Rest {
        void write(boolean compressed);
    }
}
