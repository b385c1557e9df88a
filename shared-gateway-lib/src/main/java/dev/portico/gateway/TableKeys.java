package dev.portico.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What each key of the table looks like, for messages. */
final class TableKeys {

    private static final String DURATION = "write a duration such as 500ms, 2s or 15m";
    private static final String NUMBER = "write a whole number";

    /** Stands for the name that the author gives a row. */
    private static final List<String> ROWS = List.of("*");

    private static final List<String> NAMED = List.of("rename", "remove", "set", "add");

    private static final List<String> CACHE = List.of(
            "ttl", "override", "stale", "negative", "heuristic", "shared", "vary-by", "keep-set-cookie", "show-tags");

    private static final Map<String, List<String>> KEYS_BELOW = Map.ofEntries(
            Map.entry(
                    "",
                    List.of(
                            "upstreams",
                            "limits",
                            "plans",
                            "quota-zone",
                            "routes",
                            "rate-limit-fields",
                            "identity",
                            "client-address",
                            "cors",
                            "load-shedding",
                            "cache")),
            Map.entry("upstreams", ROWS),
            Map.entry(
                    "upstreams.*",
                    List.of("urls", "timeout", "connect-timeout", "idle-timeout", "connections", "queue", "cache")),
            Map.entry("upstreams.*.cache", CACHE),
            Map.entry("cache", List.of("memory", "largest")),
            Map.entry("limits", ROWS),
            Map.entry("limits.*", List.of("algorithm", "permits", "window", "burst", "per", "when-redis-is-away")),
            Map.entry("routes", ROWS),
            Map.entry(
                    "routes.*",
                    List.of(
                            "path",
                            "methods",
                            "to",
                            "strip",
                            "prefix",
                            "access",
                            "limits",
                            "cost",
                            "importance",
                            "metered",
                            "timeout",
                            "body-limit",
                            "bad-token",
                            "forward-token",
                            "request",
                            "response",
                            "cache")),
            Map.entry("routes.*.cache", CACHE),
            Map.entry("routes.*.request", List.of("headers", "query", "body")),
            Map.entry("routes.*.request.headers", NAMED),
            Map.entry("routes.*.request.query", NAMED),
            Map.entry("routes.*.request.body", List.of("allow", "remove", "set")),
            Map.entry("routes.*.response", List.of("headers", "body")),
            Map.entry("routes.*.response.headers", NAMED),
            Map.entry("routes.*.response.body", List.of("allow")),
            Map.entry("load-shedding", List.of("enabled", "delay")),
            Map.entry("cors", List.of("origins", "headers", "exposed", "credentials", "max-age")),
            Map.entry("routes.*.access", List.of("roles", "scopes")),
            Map.entry("routes.*.access.roles", List.of("any", "all")),
            Map.entry("routes.*.access.scopes", List.of("any", "all")),
            Map.entry("identity", List.of("issuers", "headers", "upstream-token", "api-keys")),
            Map.entry(
                    "identity.api-keys",
                    List.of("header", "ids", "keys", "file", "store", "when-redis-is-away", "remembered-for")),
            Map.entry("identity.api-keys.keys", ROWS),
            Map.entry(
                    "identity.api-keys.keys.*",
                    List.of("partner", "hash", "plan", "scopes", "roles", "expires", "addresses")),
            Map.entry("identity.issuers", ROWS),
            Map.entry(
                    "identity.issuers.*",
                    List.of(
                            "issuer",
                            "ids",
                            "audience",
                            "audience-claim",
                            "jwks",
                            "discovery",
                            "public-key",
                            "secret",
                            "algorithms",
                            "leeway",
                            "keys-kept",
                            "type",
                            "claims",
                            "user",
                            "roles",
                            "scopes",
                            "callers",
                            "plan",
                            "plain-http",
                            "introspection")),
            Map.entry("identity.issuers.*.introspection", List.of("url", "client-id", "client-secret", "kept")),
            Map.entry("identity.issuers.*.claims", ROWS),
            Map.entry(
                    "identity.upstream-token",
                    List.of("issuer", "key", "published", "header", "lifetime", "beside-headers")),
            Map.entry("identity.headers", List.of("user", "partner", "issuer", "roles", "scopes", "drop")),
            Map.entry("plans", ROWS),
            Map.entry("plans.*", List.of("limits", "quotas", "routes", "default")),
            Map.entry("plans.*.quotas", List.of("day", "month", "when-redis-is-away")),
            Map.entry("client-address", List.of("trusted-proxies", "header", "also")));

    private TableKeys() {}

    static List<String> sections() {
        return KEYS_BELOW.getOrDefault("", List.of());
    }

    /** How to write the value of a key. */
    static String form(String key) {
        return switch (last(key)) {
            case "timeout",
                    "connect-timeout",
                    "idle-timeout",
                    "window",
                    "leeway",
                    "keys-kept",
                    "lifetime",
                    "kept",
                    "remembered-for",
                    "max-age",
                    "delay",
                    "ttl",
                    "stale",
                    "negative" -> DURATION;
            case "connections", "queue", "permits", "burst", "cost", "day", "month" -> NUMBER;
            case "body-limit", "memory", "largest" -> "write a size such as 64K, 1M or 2G";
            case "forward-token",
                    "credentials",
                    "plain-http",
                    "beside-headers",
                    "enabled",
                    "metered",
                    "default",
                    "override",
                    "shared",
                    "keep-set-cookie",
                    "show-tags" -> "write true or false";
            case "vary-by" -> "write a list of user, role, header:NAME and query:NAME, such as [query:page]";
            case "cache" -> "write none, standard, or { ttl: 30s }";
            case "importance" -> "write critical, high, normal or low";
            case "path" -> "write the path that the row is about, such as /api/orders/**";
            case "urls" -> "write a list of addresses such as [http://orders:8080]";
            case "per" -> "write a list of address, user, partner, api-key, route and claim:NAME, such as [user]";
            case "rate-limit-fields" -> "write [standard], [legacy] or [standard, legacy]";
            case "issuer" -> "write the exact iss of the tokens";
            case "audience" -> "write a list of the audiences of which a token has to name one";
            case "partner" -> "write the partner's id";
            case "hash" -> "write the digest that ./portico key issue shows";
            case "access" -> "write anyone, caller, or { roles: [customer] }";
            case "upstreams", "limits", "plans", "routes", "issuers", "keys" ->
                "write rows, each with a name and its keys";
            default -> "see docs/gateway-yaml.md";
        };
    }

    /** What is wrong with a key that the table does not have, and the one that was probably meant. */
    static String unknown(String key) {
        var place = "";
        for (var part : key.split("\\.", -1)) {
            var known = KEYS_BELOW.get(place);
            var name = withoutIndex(part);
            if (known == null) {
                return "cannot be written so; " + form(place);
            }
            if (!known.equals(ROWS) && !known.contains(name)) {
                return "is no key of the table; " + nearest(name, known);
            }
            place = (place.isEmpty() ? "" : place + ".") + (known.equals(ROWS) ? "*" : name);
        }
        var below = KEYS_BELOW.getOrDefault(place, ROWS);
        return "cannot be written so; "
                + (below.equals(ROWS) || place.matches(".*[.](access|cache)") ? form(key) : keys(below));
    }

    /** Whether what stands behind a key may be shown; a wrong key may be a secret under a wrong name. */
    static boolean harmless(String key) {
        return !withoutIndex(key).matches("identity[.]upstream-token[.](key|published)")
                && harmlessOfIssuer(key)
                && harmlessOfKey(key.replace(".file.keys.", ".keys."));
    }

    private static boolean harmlessOfKey(String key) {
        var rows = "identity.api-keys.keys";
        if (!key.startsWith(rows + ".")) {
            return true;
        }
        var parts = key.substring(rows.length() + 1).split("\\.", -1);
        var name = withoutIndex(parts[Math.min(1, parts.length - 1)]);
        return parts.length == 2
                && !name.equals("hash")
                && KEYS_BELOW.getOrDefault(rows + ".*", List.of()).contains(name);
    }

    private static boolean harmlessOfIssuer(String key) {
        if (!key.startsWith("identity.issuers.")) {
            return true;
        }
        var parts = key.split("\\.", -1);
        var name = withoutIndex(parts[Math.min(3, parts.length - 1)]);
        if (name.equals("introspection")) {
            return parts.length == 5 && List.of("url", "client-id", "kept").contains(parts[4]);
        }
        return parts.length == 4
                && !name.equals("secret")
                && KEYS_BELOW.getOrDefault("identity.issuers.*", List.of()).contains(name);
    }

    private static String nearest(String wrong, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)))
                .filter(candidate -> distance(wrong, candidate) <= Math.max(1, wrong.length() / 4))
                .map(candidate -> "did you mean " + candidate + "?")
                .orElseGet(() -> keys(known));
    }

    private static String keys(List<String> known) {
        return "the keys here are " + String.join(", ", known);
    }

    private static String last(String key) {
        return withoutIndex(key.substring(key.lastIndexOf('.') + 1));
    }

    private static String withoutIndex(String name) {
        var index = name.indexOf('[');
        return index < 0 ? name : name.substring(0, index);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                var next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[other.length()];
    }
}
