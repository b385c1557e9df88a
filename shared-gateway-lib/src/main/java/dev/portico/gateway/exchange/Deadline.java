package dev.portico.gateway.exchange;

import java.time.Duration;

/**
 * The moment by which something has to be done, on the clock of {@link System#nanoTime()}.
 *
 * @param atNanos that moment
 */
public record Deadline(long atNanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left, in milliseconds: at least 1, so that it can stand for a timer. */
    public long remainingMillis() {
        return Math.max(1, (atNanos - System.nanoTime() + 999_999) / 1_000_000);
    }

    /** The earlier of the two. */
    public Deadline or(Deadline other) {
        return atNanos - other.atNanos <= 0 ? this : other;
    }
}
