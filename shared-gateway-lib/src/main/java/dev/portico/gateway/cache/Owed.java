package dev.portico.gateway.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The changes that Redis may not have heard of. So many are told apart; beyond them it is only known that there were
 * more, which means everything. Safe for use by any thread.
 */
final class Owed {

    private final int most;
    private final Map<String, Long> changes = new ConcurrentHashMap<>();
    private final AtomicLong latest = new AtomicLong();
    private final AtomicLong latestLost = new AtomicLong();

    /** @param most how many are told apart, about */
    Owed(int most) {
        this.most = most;
    }

    /** Notes a change of a resource, and answers its number. */
    long note(String place) {
        var number = latest.incrementAndGet();
        if (changes.size() < most || changes.containsKey(place)) {
            changes.merge(place, number, Math::max);
        } else {
            latestLost.accumulateAndGet(number, Math::max);
        }
        return number;
    }

    /** Whether what Redis has of a resource may be from before a change. */
    boolean means(String place) {
        return isEverything() || changes.containsKey(place);
    }

    /** Redis has heard of this change; of a later one of the same resource it may not have. */
    void told(String place, long number) {
        changes.remove(place, number);
    }

    void each(BiConsumer<String, Long> change) {
        changes.forEach(change);
    }

    /** Whether there are changes of which nobody knows any more what they changed. */
    boolean isEverything() {
        return latestLost.get() != 0;
    }

    /** The number of the latest change. */
    long latest() {
        return latest.get();
    }

    /** Redis has forgotten everything since the change with this number. */
    void toldOfEverything(long number) {
        changes.values().removeIf(change -> change <= number);
        latestLost.updateAndGet(lost -> lost <= number ? 0 : lost);
    }
}
