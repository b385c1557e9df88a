package dev.portico.gateway.exchange;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that hands on what another one gives, at the pace of whoever reads it: what {@link java.io.FilterInputStream} is
 * for input streams. Subclasses override what they look at. On one event loop, as the stream itself.
 */
public class FilterStream implements ReadStream<Buffer> {

    protected final ReadStream<Buffer> source;

    protected FilterStream(ReadStream<Buffer> source) {
        this.source = source;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public final ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public final ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public final ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
