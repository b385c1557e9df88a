package dev.portico.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Arrays;

/** Reads one stream to its end, within a size and a time. */
final class Collecting {

    /** Beyond it a declared length gets no memory before its bytes are here. */
    private static final long LARGEST_GUESS = 1024 * 1024;

    private final ReadStream<Buffer> stream;
    private final long declared;
    private final long limit;
    private final Promise<byte[]> whole = Promise.promise();
    private byte[] content;
    private int length;

    Collecting(Body.Streamed body, long limit) {
        this.stream = body.stream();
        this.declared = body.length();
        this.limit = limit;
        this.content = new byte[(int) Math.clamp(declared, 0, Math.min(limit, LARGEST_GUESS))];
    }

    Future<byte[]> start(Vertx vertx, Deadline deadline) {
        var timer = vertx.setTimer(
                deadline.remainingMillis(),
                fired ->
                        fail(new UpstreamFailure(UpstreamFailure.Kind.LATE, "the body is not complete in time", null)));
        stream.exceptionHandler(broken ->
                whole.tryFail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body broke off", broken)));
        stream.endHandler(
                end -> whole.tryComplete(length == content.length ? content : Arrays.copyOf(content, length)));
        stream.handler(this::add);
        stream.resume();
        return whole.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private void add(Buffer part) {
        var needed = length + part.length();
        if (needed > limit) {
            fail(larger(limit));
            return;
        }
        if (needed > content.length) {
            content = Arrays.copyOf(content, Math.max(needed, 2 * content.length));
        }
        part.getBytes(content, length);
        length = needed;
    }

    static UpstreamFailure larger(long limit) {
        return new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body is larger than " + limit + " bytes", null);
    }

    private void fail(UpstreamFailure why) {
        stream.handler(ignored -> {});
        whole.tryFail(why);
    }
}
