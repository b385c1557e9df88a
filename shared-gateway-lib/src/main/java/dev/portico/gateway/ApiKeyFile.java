package dev.portico.gateway;

import dev.portico.gateway.identity.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A file of API keys: {@code keys:} with the rows that {@code identity.api-keys.keys} of a table would have. */
final class ApiKeyFile {

    private static final String PLACE = ApiKeyRows.KEY + ".file";
    private static final String ROWS = PLACE + ".keys";
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final Set<String> TEXTS = Set.of("partner", "hash", "plan", "expires");
    private static final Set<String> LISTS = Set.of("scopes", "roles", "addresses");

    private ApiKeyFile() {}

    /** The text of the file, or a complaint. Blocks. */
    static Optional<String> read(Path file, Complaints complaints) {
        try {
            if (Files.size(file) <= LARGEST) {
                return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
            }
            complaints.add(PLACE, file, "is larger than 8 MB; keep the keys in Redis, with store: redis");
        } catch (IOException unreadable) {
            complaints.add(PLACE, file, "cannot be read; name a file that is there and readable");
        }
        return Optional.empty();
    }

    /**
     * All keys of a text; where there is any complaint, none of them must be used.
     *
     * @param plans those of the table; where it has none, keys may name what they like
     */
    static Map<String, ApiKey> keys(String text, Set<String> plans, Complaints complaints) {
        var rows = new HashMap<String, ApiKey.Row>();
        loaded(text, complaints).forEach((prefix, row) -> {
            if (row instanceof Map<?, ?> keys) {
                rows.put(String.valueOf(prefix), row(String.valueOf(prefix), keys, complaints));
            } else {
                complaints.missing(ROWS, "holds a row without keys; write { partner: …, hash: … } behind its prefix");
            }
        });
        return ApiKeyRows.keys(ROWS, rows, plans, complaints);
    }

    /** A file that somebody is still writing, or has emptied by mistake, has no {@code keys:}; that must revoke nothing. */
    private static Map<?, ?> loaded(String text, Complaints complaints) {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        strict.setCodePointLimit(LARGEST);
        try {
            if (new Yaml(new SafeConstructor(strict)).<Object>load(text) instanceof Map<?, ?> top
                    && top.keySet().equals(Set.of("keys"))) {
                var rows = top.get("keys");
                if (rows == null) {
                    return Map.of();
                }
                if (rows instanceof Map<?, ?> named) {
                    return named;
                }
            }
            complaints.missing(PLACE, "has to hold the key keys and nothing else, with a row for each key");
        } catch (YAMLException malformed) {
            complaints.missing(PLACE, "holds no valid YAML; mend " + TableFile.place(malformed));
        }
        return Map.of();
    }

    private static ApiKey.Row row(String prefix, Map<?, ?> keys, Complaints complaints) {
        keys.keySet().forEach(key -> {
            if (!(key instanceof String name) || !TEXTS.contains(name) && !LISTS.contains(name)) {
                complaints.missing(
                        ROWS + "." + prefix,
                        "has a key that no row has; the keys here are partner, hash, plan, scopes, roles, expires, addresses");
            }
        });
        return new ApiKey.Row(
                text(keys.get("partner")),
                text(keys.get("hash")),
                text(keys.get("plan")),
                new LinkedHashSet<>(list(keys.get("scopes"))),
                new LinkedHashSet<>(list(keys.get("roles"))),
                text(keys.get("expires")),
                list(keys.get("addresses")));
    }

    /** YAML reads a day without quotes as a moment. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Date moment -> {
                var written = moment.toInstant().toString();
                yield written.endsWith("T00:00:00Z") ? written.substring(0, 10) : written;
            }
            default -> value.toString();
        };
    }

    private static List<String> list(@Nullable Object value) {
        if (value instanceof List<?> many) {
            var texts = new ArrayList<String>();
            many.forEach(each -> texts.add(String.valueOf(each)));
            return texts;
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
