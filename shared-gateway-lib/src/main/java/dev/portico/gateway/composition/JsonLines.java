package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer of lines of JSON (NDJSON) on its way to one reader, at flat memory: no more is taken of the upstream than the
 * reader has asked for, but for one line and what the network hands over at once. It fails with {@link UpstreamFailure}
 * where a line cannot be read, is too long or does not come in time, and where the answer breaks off. All of it happens on
 * the event loop of the answer, whatever thread the reader asks on.
 *
 * @param <T> what a line holds
 */
final class JsonLines<T> implements Subscription {

    /** How far the reading of an answer goes. */
    record Limits(int longestLine, long pauseMillis, long remainingMillis) {}

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context home;
    private final Limits limits;
    private final Function<Buffer, T> reader;
    private final Subscriber<? super T> subscriber;

    private @Nullable ReadStream<Buffer> stream;
    private Runnable abandon;
    private Buffer line = Buffer.buffer();
    private Buffer part = Buffer.buffer();
    private int at;
    private long wanted;
    private boolean complete;
    private boolean over;
    private long pauseTimer = NO_TIMER;
    private long wholeTimer = NO_TIMER;

    /**
     * @param reader makes a value of one line, or throws
     * @param abandon gives up the call where its answer is not here yet
     */
    JsonLines(
            Vertx vertx,
            Limits limits,
            Function<Buffer, T> reader,
            Subscriber<? super T> subscriber,
            Runnable abandon) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.limits = limits;
        this.reader = reader;
        this.subscriber = subscriber;
        this.abandon = abandon;
    }

    /** Makes the call; its failure is that of the lines. */
    void start(Supplier<Future<Reply>> call) {
        home.runOnContext(now -> {
            if (over) {
                return;
            }
            try {
                call.get().onSuccess(this::begin).onFailure(why -> home.runOnContext(failed -> fail(why)));
            } catch (RuntimeException defect) {
                fail(defect);
            }
        });
    }

    @Override
    public void request(long more) {
        home.runOnContext(asked -> {
            if (more < 1) {
                fail(new IllegalArgumentException("A reader asks for one line at least, not " + more));
            } else {
                wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
                advance();
            }
        });
    }

    @Override
    public void cancel() {
        home.runOnContext(gone -> end());
    }

    private void begin(Reply reply) {
        home.runOnContext(here -> {
            if (over) {
                reply.discard();
                return;
            }
            abandon = reply::discard;
            wholeTimer = vertx.setTimer(Math.max(1, limits.remainingMillis()), fired -> late());
            switch (reply.body()) {
                case Body.Empty() -> complete = true;
                case Body.Whole(var content, var codings) -> {
                    part = content;
                    complete = true;
                }
                case Body.Streamed streamed -> read(streamed.stream());
            }
            advance();
        });
    }

    private void read(ReadStream<Buffer> arriving) {
        stream = arriving;
        arriving.exceptionHandler(broken -> fail(unsound("the lines broke off", broken)));
        arriving.endHandler(end -> {
            complete = true;
            arrived();
        });
        arriving.handler(next -> {
            part = next;
            at = 0;
            arrived();
        });
    }

    /** What arrives is looked at in a turn of its own, so that others on this event loop have theirs. */
    private void arrived() {
        vertx.cancelTimer(pauseTimer);
        pauseTimer = NO_TIMER;
        home.runOnContext(next -> advance());
    }

    /** Hands on what is here and asked for, and asks for more where that is not enough. */
    private void advance() {
        try {
            while (!over && (stream != null || complete) && step()) {}
        } catch (RuntimeException unreadable) {
            fail(unreadable);
        }
    }

    /** Whether there may be more to do at once. */
    private boolean step() {
        if (at < part.length()) {
            return wanted > 0 && take();
        }
        if (!complete) {
            if (wanted > 0) {
                await();
            }
            return false;
        }
        if (isBlank(line)) {
            end();
            subscriber.onComplete();
            return false;
        }
        if (wanted == 0) {
            return false;
        }
        emit(); // the last line need not end with a line feed
        return true;
    }

    /** Goes on to the end of the next line, or of what is here. */
    private boolean take() {
        var from = at;
        while (at < part.length() && part.getByte(at) != '\n') {
            at++;
        }
        if (line.length() + at - from > limits.longestLine()) {
            throw unsound("a line is longer than " + limits.longestLine() + " bytes", null);
        }
        line.appendBuffer(part, from, at - from);
        if (at < part.length()) {
            at++;
            if (isBlank(line)) {
                line = Buffer.buffer();
            } else {
                emit();
            }
        }
        return true;
    }

    private void emit() {
        var whole = line;
        line = Buffer.buffer();
        wanted--;
        subscriber.onNext(reader.apply(whole));
    }

    private void await() {
        if (pauseTimer == NO_TIMER && stream != null) {
            pauseTimer = vertx.setTimer(limits.pauseMillis(), fired -> late());
            stream.fetch(1);
        }
    }

    private void late() {
        fail(new UpstreamFailure(UpstreamFailure.Kind.LATE, "the lines do not come in time", null));
    }

    private void fail(Throwable why) {
        if (!over) {
            end();
            subscriber.onError(why);
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(pauseTimer);
        vertx.cancelTimer(wholeTimer);
        part = Buffer.buffer();
        line = Buffer.buffer();
        if (!complete) {
            abandon.run();
        }
    }

    private static boolean isBlank(Buffer line) {
        return line.length() == 0 || (line.length() == 1 && line.getByte(0) == '\r');
    }

    private static UpstreamFailure unsound(String why, @Nullable Throwable cause) {
        return new UpstreamFailure(UpstreamFailure.Kind.BROKEN, why, cause);
    }
}
