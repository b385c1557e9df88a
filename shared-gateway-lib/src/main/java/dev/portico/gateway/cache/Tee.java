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
 * comes, so that nobody who waits for the whole depends on how fast a client reads; beyond the largest size, and where the
 * {@link Room} of all is used up, it is read at the client's pace and gathered no more. On one event loop, as the body
 * itself.
 */
final class Tee implements ReadStream<Buffer> {

    /** Takes what became of the gathering: the whole, or that there is none. */
    interface Gathered {
        void whole(Buffer content);

        void none(boolean tooLarge);
    }

    private static final Handler<Object> IGNORE = ignored -> {};

    /** What a part takes besides its bytes, about. */
    private static final int OVERHEAD = 128;

    private final ReadStream<Buffer> source;
    private final long length;
    private final int largest;
    private final Room room;
    private final Gathered gathered;
    private final Queue<Buffer> backlog = new ArrayDeque<>();

    private @Nullable Buffer content = Buffer.buffer();
    private long waiting;
    private long taken;
    private long demand;
    private boolean dropped;
    private boolean delivering;
    private boolean sourceEnded;
    private boolean ended;
    private Handler<? super Buffer> handler = IGNORE;
    private Handler<? super Void> endHandler = IGNORE;
    private Handler<? super Throwable> exceptionHandler = IGNORE;

    Tee(Body.Streamed body, MemoryCache memory, Gathered gathered) {
        this.source = body.stream();
        this.length = body.length();
        this.largest = memory.largest();
        this.room = memory.room();
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
        clear();
    }

    /** Hands on what comes as before; for what is too long in coming. */
    void stopGathering() {
        if (content != null) {
            gatherNoMore(false);
            account();
        }
    }

    private void arrived(Buffer part) {
        if (content != null) {
            gather(content, part);
        }
        if (!dropped) {
            backlog.add(part);
            waiting += cost(part);
            deliver();
            if (content == null && !backlog.isEmpty()) {
                source.pause();
            }
        }
        account();
    }

    private void gather(Buffer sofar, Buffer part) {
        if (sofar.length() + part.length() > largest) {
            gatherNoMore(true);
        } else if (room.isFull(!backlog.isEmpty())) {
            gatherNoMore(false);
        } else {
            sofar.appendBuffer(part);
            // Before it is handed on: whoever has read all of it may ask again at once.
            if (sofar.length() == length) {
                gatheredAll(sofar);
            }
        }
    }

    private void gatheredAll(Buffer whole) {
        content = null;
        gathered.whole(whole);
    }

    private void sourceEnded() {
        sourceEnded = true;
        if (content != null) {
            if (length < 0) {
                gatheredAll(content);
            } else {
                gatherNoMore(false);
            }
        }
        deliver();
        account();
    }

    private void broken(Throwable cause) {
        if (content != null) {
            gatherNoMore(false);
        }
        clear();
        if (!dropped && !ended) {
            ended = true;
            exceptionHandler.handle(cause);
        }
    }

    private void gatherNoMore(boolean tooLarge) {
        content = null;
        gathered.none(tooLarge);
    }

    private void clear() {
        backlog.clear();
        waiting = 0;
        account();
    }

    /** Tells what is held here by now. */
    private void account() {
        var holds = waiting + (content == null ? 0 : content.length());
        room.take(holds - taken);
        taken = holds;
    }

    private static long cost(Buffer part) {
        return (long) part.length() + OVERHEAD;
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
            var part = backlog.remove();
            waiting -= cost(part);
            handler.handle(part);
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
        account();
        return this;
    }
}
