package dev.portico.gateway.admission;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The count of one key of one limit, in memory. Whoever calls it holds its monitor, and passes the time in microseconds on
 * a clock that never goes back between two calls. All is counted in whole numbers, so that the wait which a refusal names
 * is exactly the time after which it passes.
 */
abstract sealed class Count permits FixedCount, LogCount, SlidingCount, BucketCount, CalendarCount {

    /** In which order the monitors of several counts are taken, so that two requests never wait for each other. */
    final long order;

    /** What was charged before it was made was charged to another, which has been forgotten. */
    private final long born;

    Count(long order, long born) {
        this.order = order;
        this.born = born;
    }

    static Count of(Algorithm algorithm, long order, long now, InstantSource calendar) {
        return switch (algorithm) {
            case Algorithm.FixedWindow(var permits, var window) -> new FixedCount(order, now, permits, micros(window));
            case Algorithm.SlidingLog(var permits, var window) -> new LogCount(order, now, permits, micros(window));
            case Algorithm.SlidingCounter(var permits, var window) ->
                new SlidingCount(order, now, permits, micros(window));
            case Algorithm.TokenBucket(var permits, var window, var burst) ->
                new BucketCount(order, now, permits, micros(window), burst);
            case Algorithm.Calendar days ->
                new CalendarCount(order, CalendarCount.micros(calendar.instant()), days, calendar);
        };
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** Until so much fits, if nothing else passes before; 0 where it does now. To be asked before anything else. */
    abstract long untilFits(long now, long cost);

    /** Counts what fits. Returns the stamp by which it can be given back. */
    abstract long charge(long now, long cost);

    /** How many permits are left. */
    abstract long remaining(long now);

    /** Until permits come back. */
    abstract long untilReset(long now);

    /** Gives back what has been charged with this stamp, as far as it still counts. */
    final void giveBack(long now, long stamp, long cost) {
        if (stamp >= born) {
            takeBack(now, stamp, cost);
        }
    }

    abstract void takeBack(long now, long stamp, long cost);
}
