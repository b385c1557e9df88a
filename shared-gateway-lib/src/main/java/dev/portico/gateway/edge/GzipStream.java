package dev.portico.gateway.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Compresses what is written on its way to a stream, at the pace of that stream. */
final class GzipStream implements WriteStream<Buffer> {

    private final WriteStream<Buffer> to;
    private final Gzip gzip = new Gzip();

    GzipStream(WriteStream<Buffer> to) {
        this.to = to;
    }

    @Override
    public Future<Void> write(Buffer content) {
        return to.write(gzip.part(content));
    }

    @Override
    public void write(Buffer content, Handler<AsyncResult<Void>> written) {
        to.write(gzip.part(content), written);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> ended) {
        to.end(gzip.end(), ended);
    }

    /** Lets go of what is held for it, where there will be no end. */
    void discard() {
        gzip.end();
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        to.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return to.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        to.drainHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        to.exceptionHandler(handler);
        return this;
    }
}
