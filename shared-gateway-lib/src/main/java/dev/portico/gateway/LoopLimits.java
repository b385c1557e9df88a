package dev.portico.gateway;

import dev.portico.gateway.admission.ConcurrencyLimit;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A concurrency limit for each event loop, which is told how late its loop is. They share nothing, so that a request takes
 * its permit without meeting those of other loops. An idle loop is not looked at.
 */
final class LoopLimits implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LoopLimits.class);

    private final LoadSheddingSettings settings;
    private final ThreadLocal<Watch> watches = ThreadLocal.withInitial(this::newWatch);
    private final List<Watch> all = new CopyOnWriteArrayList<>();

    LoopLimits(LoadSheddingSettings settings) {
        this.settings = settings;
    }

    /** The limit of the event loop that this runs on. Where it runs elsewhere, or shedding is disabled, it never refuses. */
    ConcurrencyLimit here() {
        var watch = watches.get();
        watch.wake();
        return watch.limit;
    }

    private Watch newWatch() {
        var context = ContextInternal.current();
        var watched = settings.enabled() && context != null && context.isEventLoopContext();
        var watch = new Watch(new ConcurrencyLimit(settings.delay()), watched ? context.nettyEventLoop() : null);
        all.add(watch);
        return watch;
    }

    int limit() {
        return sum(ConcurrencyLimit::limit);
    }

    int inHand() {
        return sum(ConcurrencyLimit::inHand);
    }

    private int sum(ToIntFunction<ConcurrencyLimit> figure) {
        return all.stream().mapToInt(watch -> figure.applyAsInt(watch.limit)).sum();
    }

    /** How late the latest loop is, in whole milliseconds. */
    int lateMillis() {
        return (int) all.stream()
                .mapToLong(watch -> TimeUnit.NANOSECONDS.toMillis(watch.late))
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        all.forEach(Watch::close);
    }

    /** Looks at one loop, on that loop, for as long as it has something to do. */
    private static final class Watch implements Runnable {

        private final ConcurrencyLimit limit;
        private final @Nullable EventLoop loop;
        private volatile boolean closed;
        private volatile long late;
        private @Nullable Future<?> running;
        private long lookedAt;

        /** @param loop null where there is none */
        Watch(ConcurrencyLimit limit, @Nullable EventLoop loop) {
            this.limit = limit;
            this.loop = loop;
        }

        void wake() {
            if (running == null && loop != null && !closed) {
                var turn = ConcurrencyLimit.TURN.toNanos();
                lookedAt = System.nanoTime();
                running = loop.scheduleWithFixedDelay(this, turn, turn, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void run() {
            var now = System.nanoTime();
            late = Math.max(0, now - lookedAt - ConcurrencyLimit.TURN.toNanos());
            lookedAt = now;
            var before = limit.inForce();
            limit.turned(late);
            if (limit.inForce() != before) {
                tell();
            }
            if (closed || limit.idle()) {
                sleep();
            }
        }

        private void tell() {
            if (limit.inForce()) {
                LOG.warnf(
                        "Overloaded: this event loop is %d ms late. What is least important is refused until it keeps up.",
                        TimeUnit.NANOSECONDS.toMillis(late));
            } else {
                LOG.info("This event loop keeps up again; nothing is refused for overload.");
            }
        }

        private void sleep() {
            var until = running;
            if (until != null) {
                running = null;
                late = 0;
                until.cancel(false);
            }
        }

        /** From any thread; the loop itself stops looking. */
        void close() {
            closed = true;
        }
    }
}
