package dev.portico.gateway.redis;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens after so many failures in a row. Who probes closes it again; meanwhile nobody else asks, so that no request pays
 * for the probe either. Safe for use by any thread.
 */
final class Breaker {

    private final int most;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean();

    /** @param most the failures in a row with which it opens */
    Breaker(int most) {
        this.most = most;
    }

    boolean isOpen() {
        return open.get();
    }

    void succeeded() {
        if (inARow.get() != 0) {
            inARow.set(0);
        }
    }

    /** Whether this very failure opened it. */
    boolean failed() {
        return inARow.incrementAndGet() >= most && open.compareAndSet(false, true);
    }

    /** At once, however few failures there were. Whether it was closed. */
    boolean open() {
        return open.compareAndSet(false, true);
    }

    void close() {
        inARow.set(0);
        open.set(false);
    }
}
