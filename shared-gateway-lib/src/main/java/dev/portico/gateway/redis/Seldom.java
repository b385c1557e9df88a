package dev.portico.gateway.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets something happen once in a time, so that what each request causes is not said for each. Safe for use by any thread. */
final class Seldom {

    private final long apartNanos;
    private final LongSupplier nanos;
    private final AtomicLong next;

    Seldom(Duration apart, LongSupplier nanos) {
        this.apartNanos = apart.toNanos();
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    boolean isDue() {
        var now = nanos.getAsLong();
        var due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + apartNanos);
    }
}
