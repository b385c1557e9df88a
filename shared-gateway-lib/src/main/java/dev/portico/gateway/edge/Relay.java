package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes an upstream's reply to the client. A small reply is awaited as a whole and written at once, so that one that
 * breaks off becomes an honest 502; a large or endless one streams at the client's pace, and breaks off where it breaks.
 */
final class Relay {

    /** Up to how many declared bytes a reply is awaited as a whole. */
    private static final long SMALL = 16 * 1024;

    private final HttpServerResponse response;
    private final AnswerRules rules;
    private final Handler<UpstreamFailure> onFailure;
    private final Runnable breakOff;

    /**
     * @param rules what of the reply's header fields the client gets
     * @param onFailure takes the failure of a reply of which nothing has been written yet
     * @param breakOff shows the client that the answer which it has begun to get will not be complete
     */
    Relay(HttpServerResponse response, AnswerRules rules, Handler<UpstreamFailure> onFailure, Runnable breakOff) {
        this.response = response;
        this.rules = rules;
        this.onFailure = onFailure;
        this.breakOff = breakOff;
    }

    void write(Reply reply) {
        switch (reply.body()) {
            case Body.Empty() -> {
                writeHead(reply, -1);
                response.end();
            }
            case Body.Whole(var content) -> end(reply, content);
            case Body.Streamed(var stream, var length) -> {
                if (length >= 0 && length <= SMALL) {
                    collect(reply, new Arriving((int) length));
                } else {
                    stream(reply, length);
                }
            }
        }
    }

    private void collect(Reply reply, Arriving arriving) {
        var stream = ((Body.Streamed) reply.body()).stream();
        stream.exceptionHandler(broken -> arriving.fail(broken));
        stream.handler(arriving::add);
        stream.endHandler(end -> {
            if (!arriving.failed && !response.ended() && !response.closed()) {
                end(reply, arriving.content());
            }
        });
        stream.resume();
    }

    private void end(Reply reply, Buffer content) {
        response.end(writeHead(reply, content.length()) ? Gzip.whole(content) : content);
    }

    private void stream(Reply reply, long length) {
        var compressed = writeHead(reply, length);
        if (compressed || length < 0) {
            response.setChunked(true);
        }
        var to = compressed ? new GzipStream(response) : response;
        ((Body.Streamed) reply.body()).stream().pipe().endOnComplete(false).to(to, piped -> {
            if (piped.succeeded()) {
                reply.trailers().get().forEach(response.trailers()::add);
                to.end();
            } else {
                reply.discard();
                breakOff.run();
            }
        });
    }

    private boolean writeHead(Reply reply, long length) {
        response.setStatusCode(reply.status());
        return rules.copy(reply, length, response.headers());
    }

    /** A small reply on its way. */
    private final class Arriving {
        private final int length;
        private Buffer content = Buffer.buffer();
        private boolean failed;

        private Arriving(int length) {
            this.length = length;
        }

        private void add(Buffer part) {
            content = content.length() == 0 && part.length() == length ? part : content.appendBuffer(part);
        }

        private Buffer content() {
            return content;
        }

        private void fail(Throwable broken) {
            if (!failed) {
                failed = true;
                onFailure.handle(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body broke off", broken));
            }
        }
    }
}
