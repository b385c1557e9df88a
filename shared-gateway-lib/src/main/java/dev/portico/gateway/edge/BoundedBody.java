package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.FilterStream;
import dev.portico.gateway.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client's body, counted as it streams by; it fails with {@link RefusedBodyException} beyond its limit, or where it is
 * framed wrongly. A client that goes away is no failure of the body: the end of its request ends what was begun for it.
 */
final class BoundedBody extends FilterStream {

    private final long limit;
    private long count;
    private boolean exceeded;
    private @Nullable Handler<Throwable> onFailure;

    BoundedBody(ReadStream<Buffer> body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler == null ? null : part -> counted(part, handler));
        return this;
    }

    private void counted(Buffer part, Handler<Buffer> handler) {
        count += part.length();
        if (count <= limit) {
            handler.handle(part);
        } else if (!exceeded) {
            exceeded = true;
            if (onFailure != null) {
                onFailure.handle(new RefusedBodyException(new Problem.BodyTooLarge(limit)));
            }
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        source.exceptionHandler(handler == null ? null : broken -> broken(broken, handler));
        return this;
    }

    private static void broken(Throwable cause, Handler<Throwable> handler) {
        if (!gone(cause)) {
            handler.handle(new RefusedBodyException(new Problem.BadRequest(
                    "The body of the request is not framed as RFC 9112 wants it. Send it again, soundly.")));
        }
    }

    /** A connection that is reset shows as the I/O failure of a read. */
    private static boolean gone(Throwable cause) {
        return cause instanceof HttpClosedException
                || cause instanceof StreamResetException
                || cause instanceof IOException;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(
                handler == null
                        ? null
                        : end -> {
                            if (!exceeded) {
                                handler.handle(null);
                            }
                        });
        return this;
    }
}
