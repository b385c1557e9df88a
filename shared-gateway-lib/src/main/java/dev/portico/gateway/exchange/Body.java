package dev.portico.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** The content of a message (RFC 9110 section 6.4). */
public sealed interface Body {

    /** No content. */
    record Empty() implements Body {
        private static final Empty INSTANCE = new Empty();
    }

    /**
     * Content that is here as a whole.
     *
     * @param codings of content that is written more than once; null of any other
     */
    record Whole(Buffer content, @Nullable Codings codings) implements Body {

        public Whole(Buffer content) {
            this(content, null);
        }
    }

    /**
     * Content that arrives bit by bit and can be read once. The stream is paused until it is read.
     *
     * @param length its declared length in bytes, or -1 where it is not known before the end
     */
    record Streamed(ReadStream<Buffer> stream, long length) implements Body {}

    static Body empty() {
        return Empty.INSTANCE;
    }

    /**
     * The whole content in memory. Fails with {@link UpstreamFailure} when it is larger than {@code limit} bytes, breaks
     * off, or is not complete by the deadline.
     */
    default Future<byte[]> collect(Vertx vertx, long limit, Deadline deadline) {
        return switch (this) {
            case Empty() -> Future.succeededFuture(new byte[0]);
            case Whole(var content, var codings)
            when content.length() > limit -> Future.failedFuture(Collecting.larger(limit));
            case Whole(var content, var codings) -> Future.succeededFuture(content.getBytes());
            case Streamed streamed -> new Collecting(streamed, limit).start(vertx, deadline);
        };
    }
}
