package dev.portico.gateway.upstream;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one call may still take; the event loop's own timer, because every call needs one and nearly none fires. On
 * that event loop.
 */
final class CallTimer {

    private final ContextInternal home;
    private final long allowedMillis;
    private final Runnable late;
    private @Nullable ScheduledFuture<?> running;

    /** @param late runs in the context, unless the timer was stopped before */
    CallTimer(ContextInternal home, long allowedMillis, Runnable late) {
        this.home = home;
        this.allowedMillis = allowedMillis;
        this.late = late;
    }

    /** Starts it, anew where it runs already. */
    void start() {
        stop();
        running = home.nettyEventLoop().schedule(this::fire, allowedMillis, TimeUnit.MILLISECONDS);
    }

    /** Starts it unless it runs. */
    void keepRunning() {
        if (running == null) {
            start();
        }
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private void fire() {
        home.runOnContext(back -> {
            if (running != null) {
                running = null;
                late.run();
            }
        });
    }
}
