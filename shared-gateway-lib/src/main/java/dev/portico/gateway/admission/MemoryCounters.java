package dev.portico.gateway.admission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Taking.Taken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts in the memory of this process, for each limit at most {@link #KEYS} of them: under more keys than that, the ones
 * that are used least start again from zero. A count that says the same as none is forgotten.
 */
public final class MemoryCounters implements Counters {

    /** How many keys of one limit are counted at a time. */
    static final long KEYS = 100_000;

    /** How many times all logs of one limit may hold together; large ones keep fewer keys for it. */
    static final long LOGGED = 1_000_000;

    /** More than the cache may be wrong about when a count was last asked for: it does not note each time. */
    private static final Duration UNNOTED = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private final AtomicLong made = new AtomicLong();
    private final Map<Limit, LoadingCache<String, Count>> counts = new ConcurrentHashMap<>();

    /**
     * @param nanoTime a clock in nanoseconds that never goes back
     * @param wall what the calendar says, for quotas
     */
    public MemoryCounters(LongSupplier nanoTime, InstantSource wall) {
        this.nanoTime = nanoTime;
        this.wall = wall;
    }

    @Override
    public Taken take(List<Charge> charges) {
        if (charges.size() == 1) {
            var charge = charges.getFirst();
            var count = count(charge);
            synchronized (count) {
                var now = now();
                var wait = count.untilFits(now, charge.cost());
                return new Taken(List.of(wait == 0 ? charged(count, now, charge) : refused(count, now, wait)));
            }
        }
        var those = new Count[charges.size()];
        for (int i = 0; i < those.length; i++) {
            those[i] = count(charges.get(i));
        }
        return holding(inOrder(those), 0, those, charges);
    }

    @Override
    public void giveBack(List<Charge> charges, Taken taken) {
        if (!taken.passes()) {
            return;
        }
        for (int i = 0; i < charges.size(); i++) {
            if (taken.decisions().get(i) instanceof Decision.Admitted admitted && admitted.by() == Store.MEMORY) {
                giveBack(charges.get(i), admitted.stamp());
            }
        }
    }

    private void giveBack(Charge charge, long stamp) {
        var count = counts(charge.limit()).getIfPresent(charge.key());
        if (count != null) {
            synchronized (count) {
                count.giveBack(now(), stamp, charge.cost());
            }
        }
    }

    /** Takes one monitor after the other and decides with all of them, so that nothing passes in between. */
    private Taken holding(Count[] order, int held, Count[] those, List<Charge> charges) {
        if (held == order.length) {
            return decided(those, charges);
        }
        synchronized (order[held]) {
            return holding(order, held + 1, those, charges);
        }
    }

    private Taken decided(Count[] those, List<Charge> charges) {
        var now = now();
        var waits = new long[those.length];
        var fits = true;
        for (int i = 0; i < those.length; i++) {
            waits[i] = those[i].untilFits(now, charges.get(i).cost());
            fits &= waits[i] == 0;
        }
        var decisions = new ArrayList<Decision>(those.length);
        for (int i = 0; i < those.length; i++) {
            decisions.add(
                    fits
                            ? charged(those[i], now, charges.get(i))
                            : waits[i] == 0 ? fitting(those[i], now) : refused(those[i], now, waits[i]));
        }
        return new Taken(Collections.unmodifiableList(decisions));
    }

    private static Decision charged(Count count, long now, Charge charge) {
        var stamp = count.charge(now, charge.cost());
        return new Decision.Admitted(count.remaining(now), count.untilReset(now), stamp, Store.MEMORY);
    }

    /** It would have fitted here, but not elsewhere. */
    private static Decision fitting(Count count, long now) {
        return new Decision.Admitted(count.remaining(now), count.untilReset(now), now, Store.MEMORY);
    }

    private static Decision refused(Count count, long now, long wait) {
        return new Decision.Refused(count.remaining(now), wait);
    }

    /** Read while the monitor is held, or before there is one: so no count ever sees time go back. */
    private long now() {
        return Math.floorDiv(nanoTime.getAsLong(), 1_000);
    }

    /** By insertion, as there are two or three. */
    private static Count[] inOrder(Count[] those) {
        var order = those.clone();
        for (int i = 1; i < order.length; i++) {
            for (int j = i; j > 0 && order[j].order < order[j - 1].order; j--) {
                var other = order[j];
                order[j] = order[j - 1];
                order[j - 1] = other;
            }
        }
        return order;
    }

    /** How many keys of a limit are counted now. */
    long size(Limit limit) {
        var those = counts(limit);
        those.cleanUp();
        return those.estimatedSize();
    }

    /** As if so many others had been counted that all keys of a limit had to go. */
    void forget(Limit limit) {
        counts(limit).invalidateAll();
    }

    private Count count(Charge charge) {
        return counts(charge.limit()).get(charge.key());
    }

    private LoadingCache<String, Count> counts(Limit limit) {
        var those = counts.get(limit);
        return those != null ? those : counts.computeIfAbsent(limit, this::keys);
    }

    private LoadingCache<String, Count> keys(Limit limit) {
        return Caffeine.newBuilder()
                .maximumSize(mostKeys(limit.algorithm()))
                .expireAfterAccess(memory(limit.algorithm()).plus(UNNOTED))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build(key -> Count.of(limit.algorithm(), made.incrementAndGet(), now(), wall));
    }

    private static long mostKeys(Algorithm algorithm) {
        return algorithm instanceof Algorithm.SlidingLog log ? Math.min(KEYS, LOGGED / log.permits()) : KEYS;
    }

    /** After how long without a request a count says the same as none. */
    private static Duration memory(Algorithm algorithm) {
        return switch (algorithm) {
            case Algorithm.FixedWindow fixed -> fixed.window();
            case Algorithm.SlidingLog log -> log.window();
            case Algorithm.SlidingCounter counter -> counter.window().multipliedBy(2);
            case Algorithm.TokenBucket bucket ->
                bucket.window().multipliedBy(Math.ceilDiv(bucket.burst(), bucket.permits()));
            case Algorithm.Calendar quota ->
                switch (quota.period()) {
                    case DAY -> Duration.ofDays(2);
                    case MONTH -> Duration.ofDays(32);
                };
        };
    }
}
