package dev.portico.gateway.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When what was purged last, as far as is known here. A time is a number that grows with each purge; what it counts does not
 * matter. Only one thread at a time may note purges; any may ask.
 */
final class PurgeTimes {

    /** Beyond these, the older half is taken for one purge of everything. */
    private final int most;

    private final Map<String, Long> tags = new ConcurrentHashMap<>();
    private final Map<String, Long> places = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, Long> prefixes = new ConcurrentSkipListMap<>();
    private volatile long everything;

    /** @param most how many purges are told apart */
    PurgeTimes(int most) {
        this.most = most;
    }

    void note(Purge purge, long time) {
        switch (purge) {
            case Purge.Tag(var name) -> tags.merge(name, time, Math::max);
            case Purge.Target(var upstream, var target) ->
                places.merge(CacheKey.place(upstream, target), time, Math::max);
            case Purge.Prefix(var upstream, var prefix) ->
                prefixes.merge(CacheKey.place(upstream, prefix), time, Math::max);
            case Purge.Everything() -> everything = Math.max(everything, time);
        }
        if (tags.size() + places.size() + prefixes.size() > most) {
            forgetOlderHalf();
        }
    }

    /** Whether an answer that was asked for after some purge is meant by a later one. */
    boolean mean(String place, List<String> tagsOfIt, long after) {
        return everything > after
                || isAfter(places.get(place), after)
                || tagsOfIt.stream().anyMatch(tag -> isAfter(tags.get(tag), after))
                || meanPrefixOf(place, after);
    }

    /** From the longest prefix that may be one to ever shorter ones. */
    private boolean meanPrefixOf(String place, long after) {
        var next = prefixes.floorEntry(place);
        while (next != null) {
            var prefix = next.getKey();
            if (!place.startsWith(prefix)) {
                next = prefixes.floorEntry(common(place, prefix));
            } else if (next.getValue() > after) {
                return true;
            } else {
                next = prefixes.lowerEntry(prefix);
            }
        }
        return false;
    }

    private static String common(String one, String other) {
        int end = 0;
        while (end < one.length() && end < other.length() && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    private static boolean isAfter(@Nullable Long time, long after) {
        return time != null && time > after;
    }

    private void forgetOlderHalf() {
        var times = Stream.of(tags, places, prefixes)
                .flatMap(some -> some.values().stream())
                .sorted()
                .toList();
        long middle = times.get(times.size() / 2);
        everything = Math.max(everything, middle);
        Stream.of(tags, places, prefixes).forEach(some -> some.values().removeIf(time -> time <= middle));
    }
}
