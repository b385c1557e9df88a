package dev.portico.gateway.composition;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Fetches what the items of a list refer to, without a call for each: each id once, in batches where the upstream takes
 * several, or one by one where it does not, and never more calls at a time than it is given. Ids of which the upstream
 * knows nothing are not in the result; what it gives unasked is not either.
 *
 * @param <K> ids
 * @param <V> what they stand for
 */
public final class Lookup<K, V> {

    private final int size;
    private final int parallel;
    private final BiFunction<PartContext, List<K>, Uni<Map<K, V>>> fetch;

    private Lookup(int size, int parallel, BiFunction<PartContext, List<K>, Uni<Map<K, V>>> fetch) {
        if (size < 1 || parallel < 1) {
            throw new IllegalArgumentException("A lookup needs at least one id a call and one call at a time");
        }
        this.size = size;
        this.parallel = parallel;
        this.fetch = fetch;
    }

    /**
     * @param size the most ids in one call
     * @param parallel the most calls at a time
     * @param fetch makes one call
     * @param id that an answer is for
     */
    public static <K, V> Lookup<K, V> inBatches(
            int size, int parallel, BiFunction<PartContext, List<K>, Uni<List<V>>> fetch, Function<V, K> id) {
        return new Lookup<>(
                size, parallel, (part, ids) -> fetch.apply(part, ids).map(found -> asked(ids, found, id)));
    }

    /**
     * @param parallel the most calls at a time
     * @param fetch makes the call for one id
     */
    public static <K, V> Lookup<K, V> oneByOne(int parallel, BiFunction<PartContext, K, Uni<Optional<V>>> fetch) {
        return new Lookup<>(1, parallel, (part, ids) -> fetch.apply(part, ids.getFirst())
                .map(found -> found.map(value -> Map.of(ids.getFirst(), value)).orElseGet(Map::of)));
    }

    /** What the ids stand for. Fails as soon as one of the calls does. */
    public Uni<Map<K, V>> of(PartContext part, Collection<K> ids) {
        var batches = batches(List.copyOf(new LinkedHashSet<>(ids)));
        return switch (batches.size()) {
            case 0 -> Uni.createFrom().item(Map.of());
            case 1 -> fetch.apply(part, batches.getFirst());
            default ->
                Multi.createFrom()
                        .iterable(batches)
                        .onItem()
                        .transformToUni(batch -> fetch.apply(part, batch))
                        .merge(parallel)
                        .collect()
                        .in(LinkedHashMap::new, Map::putAll);
        };
    }

    private List<List<K>> batches(List<K> ids) {
        var batches = new ArrayList<List<K>>();
        for (var from = 0; from < ids.size(); from += size) {
            batches.add(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return batches;
    }

    private static <K, V> Map<K, V> asked(List<K> ids, List<V> found, Function<V, K> id) {
        var byId = new LinkedHashMap<K, V>();
        found.forEach(value -> byId.putIfAbsent(id.apply(value), value));
        byId.keySet().retainAll(ids);
        return byId;
    }
}
