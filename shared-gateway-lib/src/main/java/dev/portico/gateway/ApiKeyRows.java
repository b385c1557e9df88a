package dev.portico.gateway;

import dev.portico.gateway.ApiKeySettings.Source;
import dev.portico.gateway.IdentityTable.ApiKeysRow;
import dev.portico.gateway.exchange.FieldName;
import dev.portico.gateway.identity.ApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compiles what a table says of API keys, and the rows of keys wherever they stand. */
final class ApiKeyRows {

    static final String KEY = "identity.api-keys";

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration LONGEST_KEPT = Duration.ofDays(1);

    private final ApiKeysRow row;
    private final Set<String> plans;
    private final Complaints complaints;

    /** @param plans those of the table; where it has none, keys may name what they like */
    ApiKeyRows(ApiKeysRow row, Set<String> plans, Complaints complaints) {
        this.row = row;
        this.plans = plans;
        this.complaints = complaints;
    }

    static String header(ApiKeysRow row) {
        return row.header().orElse("X-API-Key");
    }

    Optional<ApiKeySettings> compiled() {
        var header = header(row);
        if (!header.matches("[A-Za-z][A-Za-z0-9-]*") || IdentityHeaderRows.TAKEN.contains(FieldName.folded(header))) {
            complaints.add(KEY + ".header", header, "write a name of your own, such as X-API-Key");
        }
        var ids = row.ids().orElse("api-keys");
        if (!ids.matches(TableCompiler.ROW_NAME)) {
            complaints.add(KEY + ".ids", ids, "write a name of letters, digits, - and _");
        }
        return source().map(source -> new ApiKeySettings(header, ids, source));
    }

    private Optional<Source> source() {
        var given = (row.keys().isEmpty() ? 0 : 1)
                + (row.file().isPresent() ? 1 : 0)
                + (row.store().isPresent() ? 1 : 0);
        if (given > 1) {
            complaints.missing(KEY, "write one of keys, file and store");
            return Optional.empty();
        }
        if (row.store().isPresent()) {
            return shared(row.store().get());
        }
        if (row.file().isPresent()) {
            var file = Path.of(row.file().get());
            return ApiKeyFile.read(file, complaints)
                    .flatMap(text -> ApiKeyFile.keys(text, plans, complaints))
                    .map(keys -> new Source.Filed(file, plans, keys));
        }
        var rows = new HashMap<String, ApiKey.Row>();
        row.keys().forEach((prefix, key) -> rows.put(prefix, written(key)));
        return Optional.of(new Source.Listed(keys(KEY + ".keys", rows, plans, complaints)));
    }

    private Optional<Source> shared(String store) {
        if (!store.equals("redis")) {
            complaints.add(KEY + ".store", store, "is not known; write redis, or leave it out");
        }
        var kept = row.rememberedFor().orElse(KEPT);
        if (kept.isNegative() || kept.compareTo(LONGEST_KEPT) > 0) {
            complaints.add(KEY + ".remembered-for", kept, "write a duration from 0s to 1d");
        }
        return complaints
                .word(
                        KEY + ".when-redis-is-away",
                        row.whenRedisIsAway().orElse("remembered"),
                        Map.of("remembered", kept, "refuse", Duration.ZERO))
                .map(Source.Shared::new);
    }

    private static ApiKey.Row written(IdentityTable.ApiKeyRow key) {
        return new ApiKey.Row(
                key.partner(),
                key.hash(),
                key.plan().orElse(null),
                key.scopes().orElse(Set.of()),
                key.roles().orElse(Set.of()),
                key.expires().orElse(null),
                key.addresses().orElse(List.of()));
    }

    /**
     * The keys of some rows by their prefixes, without those rows that cannot be read; what is wrong with them is
     * complained of.
     *
     * @param place of the rows, for complaints
     * @param plans those that rows may name; none where they may name what they like
     */
    static Map<String, ApiKey> keys(
            String place, Map<String, ApiKey.Row> rows, Set<String> plans, Complaints complaints) {
        var now = Instant.now();
        var keys = new HashMap<String, ApiKey>();
        var live = new TreeMap<String, Integer>();
        new TreeMap<>(rows).forEach((prefix, written) -> {
            try {
                var key = ApiKey.of(prefix, written);
                if (hasPlan(key, plans)) {
                    keys.put(prefix, key);
                    live.merge(key.partner(), key.isLive(now) ? 1 : 0, Integer::sum);
                } else {
                    complaints.add(
                            place + "." + prefix + ".plan",
                            String.valueOf(key.plan()),
                            "there is no such plan; " + Complaints.oneOfRows(plans, "plans"));
                }
            } catch (ApiKey.InvalidRow invalid) {
                // A name that is no prefix may be a whole key.
                var where = invalid.key().isEmpty() ? place : place + "." + prefix + "." + invalid.key();
                complaints.add(where, invalid.value(), String.valueOf(invalid.getMessage()));
            }
        });
        live.forEach((partner, number) -> {
            if (number > ApiKey.MOST_OF_A_PARTNER) {
                complaints.add(
                        place, partner, "has " + number + " keys that are good; leave it two and revoke the others");
            }
        });
        return keys;
    }

    private static boolean hasPlan(ApiKey key, Set<String> plans) {
        return key.plan() == null || plans.isEmpty() || plans.contains(key.plan());
    }
}
