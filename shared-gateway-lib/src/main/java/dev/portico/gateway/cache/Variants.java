package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All answers under one key, for different requests (RFC 9111 section 4.1).
 *
 * @param newestFirst by their Date, and of the same second by when they came in
 */
record Variants(List<Stored> newestFirst) {

    static final Variants NONE = new Variants(List.of());

    /** More would only be there because of a header field that differs for nearly each request. */
    static final int MOST = 16;

    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** The newest one that was fetched with such a request, or null. */
    @Nullable
    Stored matching(MultiMap request) {
        for (var stored : newestFirst) {
            if (stored.answers(request)) {
                return stored;
            }
        }
        return null;
    }

    /** The same with one more, which takes the place of an earlier one for the same requests. */
    Variants with(Stored stored) {
        var more = new ArrayList<Stored>(newestFirst.size() + 1);
        more.add(stored);
        newestFirst.stream()
                .filter(other -> !other.vary().equals(stored.vary()))
                .limit(MOST - 1)
                .forEach(more::add);
        more.sort(
                Comparator.comparingLong((Stored each) -> each.times().dated()).reversed());
        return new Variants(List.copyOf(more));
    }

    /** The same without one. */
    Variants without(Stored stored) {
        return new Variants(
                newestFirst.stream().filter(other -> !other.equals(stored)).toList());
    }

    /** Those that can be told from each other. */
    List<Stored> tagged() {
        return newestFirst.stream()
                .filter(stored -> stored.validators().etag() != null && !stored.isPart())
                .toList();
    }

    List<String> tags() {
        return newestFirst.stream()
                .flatMap(stored -> stored.tags().stream())
                .distinct()
                .toList();
    }

    int weight() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                newestFirst.stream().mapToLong(Stored::weight).sum());
    }
}
