package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.RouteRow;
import dev.portico.gateway.cache.CacheRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles what a table says of keeping answers. */
final class CacheRows {

    private static final String FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String HEADER = "header:";
    private static final String QUERY = "query:";

    private static final Map<String, Boolean> WORDS = Map.of("none", false, "standard", true);

    private static final Duration LONGEST = Duration.ofDays(365);

    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_MEMORY = MEGABYTE;
    private static final long LEAST_LARGEST = 1024;
    private static final long MOST_LARGEST = 64 * MEGABYTE;

    private final GatewayTable table;
    private final Complaints complaints;

    CacheRows(GatewayTable table, Complaints complaints) {
        this.table = table;
        this.complaints = complaints;
    }

    CacheSettings compiled() {
        var byRow = new HashMap<String, Map<String, CacheRule>>();
        new TreeMap<>(table.routes()).forEach((name, row) -> ofRow("routes." + name, row)
                .ifPresent(rule -> byRow.computeIfAbsent(row.to().orElse(""), to -> new HashMap<>())
                        .put(name, rule)));
        var byUpstream = new HashMap<String, CacheSettings.Rules>();
        new TreeMap<>(table.upstreams()).forEach((name, row) -> {
            var screens = rule("upstreams." + name, row.cache(), List.of("Accept"));
            var rows = byRow.getOrDefault(name, Map.of());
            if (screens.isPresent() || !rows.isEmpty()) {
                byUpstream.put(name, new CacheSettings.Rules(rows, screens.orElse(null), row.timeout()));
            }
        });
        return new CacheSettings(memory(!byUpstream.isEmpty()), largest(), byUpstream);
    }

    /** @param used the heap matters only where something is kept: what nobody has written must not keep a small app down */
    private long memory(boolean used) {
        var memory = table.cache().memory().asLongValue();
        var heap = Runtime.getRuntime().maxMemory();
        if (memory < LEAST_MEMORY) {
            complaints.add("cache.memory", memory, "write a size from 1M to half of the heap, such as 64M");
        } else if (used && memory > heap / 2) {
            complaints.add(
                    "cache.memory",
                    memory,
                    "is more than half of the heap, which has " + heap / MEGABYTE
                            + "M; write a smaller size, or give the app a larger heap");
        }
        return memory;
    }

    private int largest() {
        var largest = table.cache().largest().asLongValue();
        var most = Math.min(MOST_LARGEST, table.cache().memory().asLongValue() / 2);
        if (largest < LEAST_LARGEST || largest > most) {
            complaints.add(
                    "cache.largest",
                    largest,
                    "write a size from 1K to 64M that is at most half of cache.memory, such as 1M");
        }
        return (int) Math.min(MOST_LARGEST, largest);
    }

    private Optional<CacheRule> ofRow(String key, RouteRow row) {
        var rule = rule(key, row.cache(), List.of());
        if (rule.isPresent() && row.to().isEmpty()) {
            complaints.missing(
                    key + ".cache",
                    "means something only beside to; what a resource reads is kept as cache of its upstreams says");
        } else if (rule.isPresent()
                && row.methods().isPresent()
                && !row.methods().get().contains("GET")) {
            complaints.add(
                    key + ".methods",
                    String.join(", ", new TreeSet<>(row.methods().get())),
                    "has no GET, and only answers to GET are kept; add it, or remove cache");
        }
        return rule;
    }

    /** @param headers on which answers depend in any case */
    private Optional<CacheRule> rule(String place, CacheRow row, List<String> headers) {
        var key = place + ".cache";
        var word = row.word().isPresent()
                ? complaints.word(key, row.word().get(), WORDS).orElse(false)
                : isWritten(row);
        return word
                ? Optional.of(new CacheRule(
                        place,
                        times(key, row),
                        sharing(key, row, headers),
                        query(row),
                        row.keepSetCookie().orElse(false),
                        !row.showTags().orElse(false)))
                : Optional.empty();
    }

    private static boolean isWritten(CacheRow row) {
        return row.ttl().isPresent()
                || row.override().isPresent()
                || row.stale().isPresent()
                || row.negative().isPresent()
                || row.heuristic().isPresent()
                || row.shared().isPresent()
                || row.varyBy().isPresent()
                || row.keepSetCookie().isPresent()
                || row.showTags().isPresent();
    }

    private CacheRule.Times times(String key, CacheRow row) {
        var override = row.override().orElse(false);
        if (override && row.ttl().isEmpty()) {
            complaints.add(key + ".override", true, "needs ttl beside it; write for how long answers are fresh");
        }
        return new CacheRule.Times(
                time(key + ".ttl", row.ttl()),
                override && row.ttl().isPresent(),
                time(key + ".negative", row.negative()),
                time(key + ".stale", row.stale()).orElse(Duration.ZERO),
                row.heuristic()
                        .flatMap(text -> complaints.read(key + ".heuristic", text, CacheRows::percent))
                        .orElse(0));
    }

    private Optional<Duration> time(String key, Optional<Duration> given) {
        return given.filter(time -> {
            var sound = time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(LONGEST) <= 0;
            if (!sound) {
                complaints.add(key, time, "write a duration from 1s to 365d, such as 30s");
            }
            return sound;
        });
    }

    private static int percent(String text) {
        if (!text.matches("([1-9][0-9]?|100)%")) {
            throw new IllegalArgumentException("write a part of the time since the last change, such as 10%");
        }
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private CacheRule.Sharing sharing(String key, CacheRow row, List<String> always) {
        var shared = row.shared().orElse(false);
        var headers = new ArrayList<>(always);
        headers.addAll(named(row, HEADER));
        for (var part : row.varyBy().orElse(List.of())) {
            if (part.equals("user") && shared) {
                complaints.add(key + ".vary-by", part, "is the contrary of shared: true; keep one");
            }
            known(part).ifPresent(mend -> complaints.add(key + ".vary-by", part, mend));
        }
        return new CacheRule.Sharing(shared, row.varyBy().orElse(List.of()).contains("role"), List.copyOf(headers));
    }

    private static Optional<String> known(String part) {
        if (part.equals("user") || part.equals("role") || part.startsWith(QUERY) && part.length() > QUERY.length()) {
            return Optional.empty();
        } else if (part.startsWith(HEADER)) {
            return part.substring(HEADER.length()).matches(FIELD_NAME)
                    ? Optional.empty()
                    : Optional.of("names no header field; write letters, digits and -, such as header:Accept-Language");
        }
        return Optional.of("is not known; write user or role, or header: or query: and a name, such as query:page");
    }

    /** The only parameters that count, where the row names any. */
    private static Optional<Set<String>> query(CacheRow row) {
        var named = named(row, QUERY);
        return named.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(named));
    }

    private static List<String> named(CacheRow row, String kind) {
        return row.varyBy().orElse(List.of()).stream()
                .filter(part -> part.startsWith(kind))
                .map(part -> part.substring(kind.length()))
                .distinct()
                .toList();
    }
}
