package dev.portico.gateway.cache;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that a test sends bit by bit. */
final class Chunks implements ReadStream<Buffer> {

    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private boolean flowing;

    boolean flowing() {
        return flowing;
    }

    void send(String part) {
        if (handler != null) {
            handler.handle(Buffer.buffer(part));
        }
    }

    void end() {
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    void breakOff() {
        if (exceptionHandler != null) {
            exceptionHandler.handle(new IllegalStateException("gone"));
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> reader) {
        handler = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> reader) {
        endHandler = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> reader) {
        exceptionHandler = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        flowing = false;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        flowing = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
