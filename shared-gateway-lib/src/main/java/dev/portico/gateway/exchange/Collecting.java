package dev.portico.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Reads one stream to its end, within a size and a time. */
final class Collecting {

    /** Beyond it a declared length gets no memory before its bytes are here. */
    private static final long LARGEST_GUESS = 1024 * 1024;

    private final ReadStream<Buffer> stream;
    private final long declared;
    private final long limit;
    private final Promise<Buffer> whole = Promise.promise();
    private Buffer content;

    Collecting(Body.Streamed body, long limit) {
        this.stream = body.stream();
        this.declared = body.length();
        this.limit = limit;
        this.content = Buffer.buffer((int) Math.clamp(declared, 0, Math.min(limit, LARGEST_GUESS)));
    }

    Future<Buffer> start(Vertx vertx, Deadline deadline) {
        var timer = vertx.setTimer(
                deadline.remainingMillis(),
                fired ->
                        fail(new UpstreamFailure(UpstreamFailure.Kind.LATE, "the body is not complete in time", null)));
        stream.exceptionHandler(broken ->
                whole.tryFail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body broke off", broken)));
        stream.endHandler(end -> whole.tryComplete(content));
        stream.handler(this::add);
        stream.resume();
        return whole.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private void add(Buffer part) {
        if (content.length() + part.length() > limit) {
            fail(larger(limit));
        } else if (content.length() == 0 && part.length() == declared) {
            content = part;
        } else {
            content.appendBuffer(part);
        }
    }

    static UpstreamFailure larger(long limit) {
        return new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "the body is larger than " + limit + " bytes", null);
    }

    private void fail(UpstreamFailure why) {
        stream.handler(ignored -> {});
        whole.tryFail(why);
    }
}
