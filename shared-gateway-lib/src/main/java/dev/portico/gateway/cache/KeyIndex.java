package dev.portico.gateway.cache;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds keys by something that they have in common. Safe for use by any thread. */
final class KeyIndex {

    private final Map<String, Set<CacheKey>> keys = new ConcurrentHashMap<>();

    void add(String common, CacheKey key) {
        keys.compute(common, (same, had) -> {
            var more = had == null ? new HashSet<CacheKey>(2) : had;
            more.add(key);
            return more;
        });
    }

    void remove(String common, CacheKey key) {
        keys.computeIfPresent(common, (same, had) -> {
            had.remove(key);
            return had.isEmpty() ? null : had;
        });
    }

    /** Those that are there now. */
    Set<CacheKey> of(String common) {
        var found = new HashSet<CacheKey>();
        keys.computeIfPresent(common, (same, had) -> {
            found.addAll(had);
            return had;
        });
        return found;
    }

    /** About how many are there now. */
    int count(String common) {
        var some = keys.get(common);
        return some == null ? 0 : some.size();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }
}
