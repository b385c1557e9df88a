package dev.portico.gateway.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts in the memory of this process, for each limit at most {@link #KEYS} of them: under more keys than that, the ones
 * that are used least start again from zero.
 */
public final class MemoryCounters implements Counters {

    /** How many keys of one limit are counted at a time. */
    static final long KEYS = 100_000;

    private final LongSupplier nanoTime;
    private final Map<Limit, Cache<String, SlidingWindow>> counts = new ConcurrentHashMap<>();

    /** @param nanoTime a clock in nanoseconds that never goes back */
    public MemoryCounters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Decision take(Limit limit, String key) {
        return switch (limit.algorithm()) {
            case SLIDING_WINDOW -> count(limit, key).take(nanoTime.getAsLong());
        };
    }

    @Override
    public void giveBack(Limit limit, String key) {
        count(limit, key).giveBack();
    }

    private SlidingWindow count(Limit limit, String key) {
        return counts.computeIfAbsent(limit, MemoryCounters::keys).get(key, missing -> new SlidingWindow(limit));
    }

    private static Cache<String, SlidingWindow> keys(Limit limit) {
        return Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterAccess(limit.window().multipliedBy(2))
                .executor(Runnable::run)
                .build();
    }
}
