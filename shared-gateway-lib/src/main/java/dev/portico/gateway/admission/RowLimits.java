package dev.portico.gateway.admission;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a gate counts the requests of a row against.
 *
 * @param cost how many permits a request takes of each limit
 * @param policy the limits as the field RateLimit-Policy tells them
 */
public record RowLimits(List<Limit> limits, long cost, String policy) {

    public RowLimits(List<Limit> limits, long cost) {
        this(List.copyOf(limits), cost, limits.stream().map(RowLimits::policy).collect(Collectors.joining(", ")));
    }

    /** A bucket promises no more than what it holds in the time in which it is filled. */
    private static String policy(Limit limit) {
        return switch (limit.algorithm()) {
            case Algorithm.FixedWindow(var permits, var window) -> policy(limit, permits, window);
            case Algorithm.SlidingLog(var permits, var window) -> policy(limit, permits, window);
            case Algorithm.SlidingCounter(var permits, var window) -> policy(limit, permits, window);
            case Algorithm.TokenBucket(var permits, var window, var burst) ->
                named(limit, burst) + ";w=" + Math.max(1, Math.ceilDiv(burst * window.toSeconds(), permits));
            case Algorithm.Calendar quota -> named(limit, quota.permits());
        };
    }

    private static String policy(Limit limit, long permits, Duration window) {
        return named(limit, permits) + ";w=" + window.toSeconds();
    }

    private static String named(Limit limit, long quota) {
        return "\"" + limit.name() + "\";q=" + quota;
    }
}
