package dev.portico.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers in the memory of this process, bounded in bytes. Safe for use by any thread. */
public final class MemoryCache {

    private static final int KEY_OVERHEAD = 256;

    private volatile int largest;
    private final Room room = new Room();
    private final Cache<CacheKey, Variants> kept;
    private final KeyIndex byPlace = new KeyIndex();
    private final KeyIndex byTag = new KeyIndex();
    private final AtomicLong purges = new AtomicLong();
    private final LongAdder evictions = new LongAdder();

    /**
     * @param bytes how much all answers may take together
     * @param largest how large the content of one may be, in bytes
     */
    public MemoryCache(long bytes, int largest) {
        this.largest = largest;
        this.room.bound(bytes, largest);
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<CacheKey, Variants>weigher(MemoryCache::weight)
                .evictionListener((@Nullable CacheKey key, @Nullable Variants variants, RemovalCause cause) ->
                        evicted(key, variants))
                .executor(Runnable::run)
                .build();
    }

    /** Gives it other bounds, such as those of a new table; what is kept stays, as far as it fits. */
    public void bound(long bytes, int largestContent) {
        kept.policy().eviction().orElseThrow().setMaximum(bytes);
        largest = largestContent;
        room.bound(bytes, largestContent);
    }

    /** What is on its way has room besides what is kept. */
    Room room() {
        return room;
    }

    int largest() {
        return largest;
    }

    /** Counts what is purged by hand, so that what was on its way then is not kept. */
    long purges() {
        return purges.get();
    }

    Variants find(CacheKey key) {
        var found = kept.getIfPresent(key);
        return found == null ? Variants.NONE : found;
    }

    void put(CacheKey key, Stored stored) {
        change(key, had -> had.with(stored));
    }

    /** Puts one in the place of another, unless that is gone by now. */
    void replace(CacheKey key, Stored stored, Stored newer) {
        change(
                key,
                had -> had.newestFirst().contains(stored) ? had.without(stored).with(newer) : had);
    }

    void remove(CacheKey key, Stored stored) {
        change(key, had -> had.without(stored));
    }

    /** How many keys {@link #invalidate} has to look at, about. */
    int count(String place) {
        return byPlace.count(place);
    }

    /** Removes all answers at a resource, whoever they are for. */
    int invalidate(String place) {
        return remove(byPlace.of(place));
    }

    /**
     * Removes all answers of an upstream to one target, whoever they are for.
     *
     * @param upstream its name in the table
     * @param target path and query as they go upstream
     */
    public int purge(String upstream, String target) {
        purges.incrementAndGet();
        return remove(byPlace.of(CacheKey.place(upstream, target)));
    }

    /** Removes all answers with a tag, which their upstream gave them in {@code Surrogate-Key} or {@code Cache-Tag}. */
    public int purgeTag(String tag) {
        purges.incrementAndGet();
        return remove(byTag.of(tag));
    }

    /**
     * Removes all answers of an upstream whose target begins so. Looks at each key, so it is not for an event loop.
     *
     * @param upstream its name in the table
     */
    public int purgePrefix(String upstream, String prefix) {
        purges.incrementAndGet();
        var place = CacheKey.place(upstream, prefix);
        return removeIf(key -> key.place().startsWith(place));
    }

    /** Removes all answers. */
    int purgeAll() {
        purges.incrementAndGet();
        return removeIf(key -> true);
    }

    /** How many bytes all answers take, about. */
    public long weight() {
        kept.cleanUp();
        return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** How many bytes the answers take that are on their way into memory, or wait for their first readers. */
    public long underway() {
        return room.taken();
    }

    /** How often something had to go to make room. */
    public long evictions() {
        return evictions.sum();
    }

    /** Whether nothing is left behind of what is not kept any more. */
    boolean isClean() {
        return byPlace.isEmpty() && byTag.isEmpty();
    }

    private int removeIf(Predicate<CacheKey> unwanted) {
        var found = kept.asMap().keySet().stream().filter(unwanted).toList();
        found.forEach(this::remove);
        return found.size();
    }

    private int remove(Set<CacheKey> keys) {
        keys.forEach(this::remove);
        return keys.size();
    }

    private void remove(CacheKey key) {
        change(key, had -> Variants.NONE);
    }

    /** What the indexes say of a key is changed together with what is kept under it. */
    private void change(CacheKey key, UnaryOperator<Variants> change) {
        kept.asMap().compute(key, (same, had) -> {
            var after = change.apply(had == null ? Variants.NONE : had);
            if (had != null) {
                unlist(key, had);
            }
            if (after.isEmpty()) {
                return null;
            }
            byPlace.add(key.place(), key);
            after.tags().forEach(tag -> byTag.add(tag, key));
            return after;
        });
    }

    private void evicted(@Nullable CacheKey key, @Nullable Variants variants) {
        evictions.increment();
        unlist(key, variants);
    }

    private void unlist(@Nullable CacheKey key, @Nullable Variants variants) {
        if (key != null && variants != null) {
            byPlace.remove(key.place(), key);
            variants.tags().forEach(tag -> byTag.remove(tag, key));
        }
    }

    private static int weight(CacheKey key, Variants variants) {
        var of = KEY_OVERHEAD + key.place().length() + key.reader().length();
        return (int) Math.min(Integer.MAX_VALUE, (long) of + variants.weight());
    }
}
