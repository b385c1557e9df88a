package dev.portico.gateway.upstream;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * An upstream's answer as it comes in. A small one is awaited as a whole, so that one that breaks off or does not get on
 * is a failure that whoever made the call can still tell; a large or endless one is handed on with its head.
 */
final class Receiving {

    /** Up to how many declared bytes an answer is awaited as a whole. */
    private static final long SMALL = 16 * 1024;

    private final HttpClientResponse response;
    private final Runnable abandon;
    private boolean received;

    /** @param abandon gives up what of the answer has not been read yet; for whoever gets the reply */
    Receiving(HttpClientResponse response, Runnable abandon) {
        this.response = response;
        this.abandon = abandon;
    }

    /**
     * @param onlyHead whether the request was one whose answer has no content
     * @param reply takes the answer
     * @param broken takes the failure of an answer that is none, or that is small and did not come in whole
     */
    void start(boolean onlyHead, Consumer<Reply> reply, Consumer<Throwable> broken) {
        response.exceptionHandler(broken::accept);
        var declared = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && response.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            // RFC 9112 section 6.3: it may be an attempt to have a part of it taken for another answer.
            broken.accept(new IOException("a length and a transfer coding"));
            return;
        }
        var length = declared == null ? -1 : Long.parseLong(declared);
        var status = response.statusCode();
        if (onlyHead || status == 204 || status == 304 || length == 0) {
            response.endHandler(end -> received = true);
            reply.accept(with(Body.empty()));
        } else if (length > 0 && length <= SMALL) {
            gather((int) length, reply, broken);
        } else {
            response.exceptionHandler(null).pause();
            response.end().onSuccess(end -> received = true);
            reply.accept(with(new Body.Streamed(response, length)));
        }
    }

    private void gather(int length, Consumer<Reply> reply, Consumer<Throwable> broken) {
        var parts = new Parts(length);
        response.handler(parts::add);
        response.endHandler(end -> {
            received = true;
            if (parts.content.length() == length) {
                reply.accept(with(new Body.Whole(parts.content)));
            } else {
                broken.accept(new IOException(parts.content.length() + " bytes where " + length + " were declared"));
            }
        });
    }

    /**
     * Gives up the rest of an answer. Its end may have come in already and wait behind what was not read; then the
     * connection serves another call by now and must be left alone. So the answer is read to where it has come first.
     *
     * @param sent whether the request has been sent to its end
     * @param reset ends the connection
     */
    void giveUp(Context home, boolean sent, Runnable reset) {
        if (received && sent) {
            return;
        }
        response.handler(null).resume();
        home.runOnContext(drained -> {
            if (!received || !sent) {
                reset.run();
            }
        });
    }

    private Reply with(Body body) {
        return new Reply(response.statusCode(), response.headers(), body, response::trailers, abandon);
    }

    /** The bytes of a small answer; most come as one part, which is not copied. */
    private static final class Parts {

        private final int length;
        private Buffer content = Buffer.buffer();

        Parts(int length) {
            this.length = length;
        }

        void add(Buffer part) {
            if (content.length() == 0) {
                content = part.length() == length ? part : Buffer.buffer(length).appendBuffer(part);
            } else if (content.length() <= length) {
                content.appendBuffer(part);
            }
        }
    }
}
