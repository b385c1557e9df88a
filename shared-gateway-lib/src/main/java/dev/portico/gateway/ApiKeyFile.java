package dev.portico.gateway;

import dev.portico.gateway.identity.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

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
     * The keys of a text by their prefixes, without the rows that there is a complaint of; nothing where it is no list of keys
     * at all, as a file is that somebody is still writing or has emptied by mistake: that must revoke nothing.
     */
    static Optional<Map<String, ApiKey>> keys(String text, Complaints complaints) {
        return loaded(text, complaints).map(named -> {
            var rows = new HashMap<String, ApiKey.Row>();
            named.forEach((prefix, row) -> {
                if (!(row instanceof Map<?, ?> keys)) {
                    complaints.missing(
                            ROWS, "holds a row without keys; write { partner: …, hash: … } behind its prefix");
                } else if (hasOnlyKnown(keys, String.valueOf(prefix), complaints)) {
                    rows.put(String.valueOf(prefix), row(keys));
                }
            });
            return ApiKeyRows.keys(ROWS, rows, Instant.now(), complaints);
        });
    }

    private static Optional<Map<?, ?>> loaded(String text, Complaints complaints) {
        try {
            if (yaml().<Object>load(text) instanceof Map<?, ?> top
                    && top.keySet().equals(Set.of("keys"))) {
                var rows = top.get("keys");
                if (rows instanceof Map<?, ?> named) {
                    return Optional.of(named);
                }
                if ("".equals(rows)) {
                    return Optional.of(Map.of());
                }
            }
            complaints.missing(PLACE, "has to hold the key keys and nothing else, with a row for each key");
        } catch (YAMLException malformed) {
            complaints.missing(PLACE, "holds no valid YAML; mend " + TableFile.place(malformed));
        }
        return Optional.empty();
    }

    /** Takes each value as it is written: a partner 0123 or yes is no number and no truth, and a moment is no day. */
    private static Yaml yaml() {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        strict.setCodePointLimit(LARGEST);
        var dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(strict), new Representer(dumper), dumper, strict, new Texts());
    }

    private static final class Texts extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            // none: what has no quotes is a text too
        }
    }

    private static boolean hasOnlyKnown(Map<?, ?> keys, String prefix, Complaints complaints) {
        if (keys.keySet().stream().allMatch(key -> TEXTS.contains(key) || LISTS.contains(key))) {
            return true;
        }
        complaints.missing(
                ROWS + "." + prefix,
                "has a key that no row has; the keys here are partner, hash, plan, scopes, roles, expires, addresses");
        return false;
    }

    private static ApiKey.Row row(Map<?, ?> keys) {
        return new ApiKey.Row(
                text(keys.get("partner")),
                text(keys.get("hash")),
                text(keys.get("plan")),
                new LinkedHashSet<>(list(keys.get("scopes"))),
                new LinkedHashSet<>(list(keys.get("roles"))),
                text(keys.get("expires")),
                list(keys.get("addresses")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<String> list(@Nullable Object value) {
        if (value instanceof List<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
