package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A body that is handed on as it comes in and gathered on the way. As long as it is gathered it is read as fast as it
 * comes, so that nobody who waits for the whole depends on how fast a client reads; beyond the largest size it is read at
 * the client's pace and gathered no more. On one event loop, as the body itself.
 */
final class Tee implements ReadStream<Buffer> {

    /** Takes what became of the gathering: the whole, or that there is none. */
    interface Gathered {
        void whole(Buffer content);

        void none(boolean tooLarge);
    }

    private static final Handler<Object> IGNORE = ignored -> {};

    private final ReadStream<Buffer> source;
    private final long length;
    private final int largest;
    private final Gathered gathered;
    private final Queue<Buffer> backlog = new ArrayDeque<>();

    private @Nullable Buffer content = Buffer.buffer();
    private long demand;
    private boolean dropped;
    private boolean delivering;
    private boolean sourceEnded;
    private boolean ended;
    private Handler<? super Buffer> handler = IGNORE;
    private Handler<? super Void> endHandler = IGNORE;
    private Handler<? super Throwable> exceptionHandler = IGNORE;

    Tee(Body.Streamed body, int largest, Gathered gathered) {
        this.source = body.stream();
        this.length = body.length();
        this.largest = largest;
        this.gathered = gathered;
    }

    void start() {
        source.exceptionHandler(this::broken);
        source.endHandler(end -> sourceEnded());
        source.handler(this::arrived);
        source.resume();
    }

    /** Hands nothing on any more; what is gathered still is. */
    void drop() {
        dropped = true;
        backlog.clear();
    }

    /** Hands on what comes as before; for what is too long in coming. */
    void stopGathering() {
        if (content != null) {
            gatherNoMore(false);
        }
    }

    private void arrived(Buffer part) {
        if (content != null) {
            if (content.length() + part.length() > largest) {
                gatherNoMore(true);
            } else {
                content.appendBuffer(part);
            }
        }
        if (!dropped) {
            backlog.add(part);
            deliver();
            if (content == null && !backlog.isEmpty()) {
                source.pause();
            }
        }
    }

    private void sourceEnded() {
        sourceEnded = true;
        if (content != null) {
            if (length < 0 || length == content.length()) {
                var whole = content;
                content = null;
                gathered.whole(whole);
            } else {
                gatherNoMore(false);
            }
        }
        deliver();
    }

    private void broken(Throwable cause) {
        if (content != null) {
            gatherNoMore(false);
        }
        if (!dropped && !ended) {
            ended = true;
            exceptionHandler.handle(cause);
        }
    }

    private void gatherNoMore(boolean tooLarge) {
        content = null;
        gathered.none(tooLarge);
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (demand > 0 && !backlog.isEmpty()) {
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            handler.handle(backlog.remove());
        }
        delivering = false;
        if (!backlog.isEmpty() || ended || dropped) {
            return;
        }
        if (sourceEnded) {
            if (demand > 0) {
                ended = true;
                endHandler.handle(null);
            }
        } else if (demand > 0 && content == null) {
            source.resume();
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> reader) {
        handler = reader == null ? IGNORE : reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> reader) {
        exceptionHandler = reader == null ? IGNORE : reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> reader) {
        endHandler = reader == null ? IGNORE : reader;
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
        deliver();
        return this;
    }
}
