package dev.portico.gateway.admission;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * One count of the sliding-window algorithm. Time is cut into windows of equal length; the count of the window that just
 * ended is weighted by the share of it that a window ending now still covers. Two numbers a key, whatever the rate.
 * Counted in whole microseconds, so that the time which a refusal names is the time at which a request passes.
 *
 * <p>Safe for use by any thread: each decision is taken and counted at once.
 */
final class SlidingWindow {

    private final long permits;
    private final long windowMicros;

    private long windowNumber = Long.MIN_VALUE;
    private long previous;
    private long current;

    SlidingWindow(Limit limit) {
        this.permits = limit.permits();
        this.windowMicros = limit.window().toNanos() / 1_000;
    }

    /** @param nanos nanoseconds on a clock that never goes back */
    synchronized Decision take(long nanos) {
        var now = Math.floorDiv(nanos, 1_000);
        moveTo(Math.floorDiv(now, windowMicros));
        var elapsed = Math.floorMod(now, windowMicros);
        var carried = Math.ceilDiv(previous * (windowMicros - elapsed), windowMicros);
        if (carried + current + 1 > permits) {
            return new Decision(false, 0, micros(untilNext(elapsed)));
        }
        current++;
        return new Decision(true, permits - carried - current, micros(windowMicros - elapsed));
    }

    /** Takes one request back that was admitted, because another limit refused it. */
    synchronized void giveBack() {
        if (current > 0) {
            current--;
        }
    }

    private void moveTo(long number) {
        if (number != windowNumber) {
            previous = number == windowNumber + 1 ? current : 0;
            current = 0;
            windowNumber = number;
        }
    }

    /** The microseconds until the weighted count has room for one more, if nothing else passes. */
    private long untilNext(long elapsed) {
        return current < permits
                ? fading(previous, permits - 1 - current) - elapsed
                : windowMicros - elapsed + fading(current, permits - 1);
    }

    /** How far into the next window the count of one has faded to what is left. */
    private long fading(long count, long left) {
        return Math.ceilDiv((count - left) * windowMicros, count);
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
