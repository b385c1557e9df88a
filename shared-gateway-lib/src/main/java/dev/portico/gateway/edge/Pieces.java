package dev.portico.gateway.edge;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * Content that is here as a whole, given in pieces, so that what is made of each holds its event loop up for no longer than a
 * moment. A timer parts them: tasks of a loop that follow each other directly run in a row of up to 64, before it looks at
 * any connection. Paused at first; on one event loop.
 */
final class Pieces implements ReadStream<Buffer> {

    /** Content up to this is done with in about a millisecond, whatever is done. */
    static final int BYTES = 32 * 1024;

    private static final Handler<Object> IGNORE = ignored -> {};

    private final Buffer content;
    private final Vertx vertx;
    private int at;
    private long demand;
    private boolean resting;
    private boolean ended;
    private Handler<? super Buffer> handler = IGNORE;
    private Handler<? super Void> endHandler = IGNORE;

    Pieces(Buffer content, Vertx vertx) {
        this.content = content;
        this.vertx = vertx;
    }

    private void give() {
        if (resting || ended || demand == 0) {
            return;
        }
        if (at == content.length()) {
            ended = true;
            endHandler.handle(null);
            return;
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        resting = true;
        var from = at;
        at = Math.min(from + BYTES, content.length());
        handler.handle(content.slice(from, at));
        vertx.setTimer(1, rested -> {
            resting = false;
            give();
        });
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> reader) {
        handler = reader == null ? IGNORE : reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> reader) {
        endHandler = reader == null ? IGNORE : reader;
        return this;
    }

    /** It cannot fail. */
    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> reader) {
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        give();
        return this;
    }
}
