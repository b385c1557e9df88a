package dev.portico.gateway.admission;

import java.time.Duration;

/**
 * One count of the sliding-window algorithm. Time is cut into windows of equal length; the count of the window that just
 * ended is weighted by the share of it that a window ending now still covers. Two numbers a key, whatever the rate.
 *
 * <p>Safe for use by any thread: each decision is taken and counted at once.
 */
final class SlidingWindow {

    private final long permits;
    private final long windowNanos;

    private long windowNumber = Long.MIN_VALUE;
    private long previous;
    private long current;

    SlidingWindow(Limit limit) {
        this.permits = limit.permits();
        this.windowNanos = limit.window().toNanos();
    }

    /** @param now nanoseconds on a clock that never goes back */
    synchronized Decision take(long now) {
        moveTo(Math.floorDiv(now, windowNanos));
        var elapsed = Math.floorMod(now, windowNanos);
        var carried = previous * (1 - (double) elapsed / windowNanos);
        if (carried + current + 1 > permits) {
            return new Decision(false, 0, Duration.ofNanos(untilNext(elapsed)));
        }
        current++;
        var remaining = (long) (permits - carried - current);
        return new Decision(true, remaining, Duration.ofNanos(windowNanos - elapsed));
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

    /** The nanoseconds until the weighted count has room for one more, if nothing else passes. */
    private long untilNext(long elapsed) {
        if (current + 1 <= permits) {
            var share = 1 - (double) (permits - 1 - current) / previous;
            return Math.max(1, (long) Math.ceil(share * windowNanos) - elapsed);
        }
        var share = 1 - (double) (permits - 1) / current;
        return windowNanos - elapsed + (long) Math.ceil(share * windowNanos);
    }
}
