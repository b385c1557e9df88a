package dev.portico.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What each algorithm lets pass, as its definition says it and from everything that passed: slow, and with no state of its
 * own. Stores of counts are held against it.
 */
public final class Definition {

    /** Something that passed, at a time in microseconds. */
    public record Passed(long micros, long cost) {}

    private Definition() {}

    /** Whether this may pass after all that did. */
    public static boolean allows(Algorithm algorithm, List<Passed> before, long micros, long cost) {
        var all = new ArrayList<>(before);
        all.add(new Passed(micros, cost));
        return holdsAtLast(algorithm, all);
    }

    /** Whether no more passed than may, whatever is asked for. In the order of time. */
    public static boolean holds(Algorithm algorithm, List<Passed> all) {
        for (int length = 1; length <= all.size(); length++) {
            if (!holdsAtLast(algorithm, all.subList(0, length))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsAtLast(Algorithm algorithm, List<Passed> all) {
        var now = all.getLast().micros();
        return switch (algorithm) {
            case Algorithm.FixedWindow(var permits, var window) -> inWindow(all, now, micros(window)) <= permits;
            case Algorithm.SlidingLog(var permits, var window) -> sum(all, now - micros(window) + 1, now) <= permits;
            case Algorithm.SlidingCounter(var permits, var window) -> weighted(all, now, micros(window), permits);
            case Algorithm.TokenBucket bucket -> conforms(all, bucket);
            case Algorithm.Calendar quota ->
                sum(all, quota.at(Instant.EPOCH.plusNanos(now * 1_000)).startMicros(), now) <= quota.permits();
        };
    }

    /** In no time that ends now may pass more than the bucket holds and what flows into it meanwhile. */
    private static boolean conforms(List<Passed> all, Algorithm.TokenBucket bucket) {
        var now = all.getLast().micros();
        var window = micros(bucket.window());
        long sum = 0;
        for (var passed : all.reversed()) {
            sum += passed.cost();
            if (sum * window > bucket.burst() * window + (now - passed.micros()) * bucket.permits()) {
                return false;
            }
        }
        return true;
    }

    /** In whole numbers, for what is equal must not depend on rounding. */
    private static boolean weighted(List<Passed> all, long now, long window, long permits) {
        var start = startOf(now, window);
        return sum(all, start, now) * window + sum(all, start - window, start - 1) * (start + window - now)
                <= permits * window;
    }

    private static long sum(List<Passed> all, long from, long to) {
        return all.stream()
                .filter(passed -> passed.micros() >= from && passed.micros() <= to)
                .mapToLong(Passed::cost)
                .sum();
    }

    private static long inWindow(List<Passed> all, long now, long window) {
        return sum(all, startOf(now, window), now);
    }

    private static long startOf(long now, long window) {
        return Math.floorDiv(now, window) * window;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
