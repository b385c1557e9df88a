package dev.portico.gateway;

import java.util.List;
import java.util.Map;

/** What each key of the table looks like, for messages. */
final class TableKeys {

    private static final String DURATION = "write a duration such as 500ms, 2s or 15m";
    private static final String NUMBER = "write a whole number";

    private static final Map<String, List<String>> KEYS_OF_SECTION = Map.of(
            "", List.of("upstreams", "limits", "routes", "identity", "client-address"),
            "upstreams", List.of("urls", "timeout", "connect-timeout", "idle-timeout", "connections", "queue"),
            "limits", List.of("algorithm", "permits", "window", "per"),
            "routes",
                    List.of(
                            "path",
                            "methods",
                            "to",
                            "strip",
                            "prefix",
                            "access",
                            "limits",
                            "timeout",
                            "body-limit",
                            "bad-token",
                            "forward-token"),
            "access", List.of("roles", "scopes"),
            "issuers",
                    List.of(
                            "issuer",
                            "audience",
                            "jwks",
                            "public-key",
                            "secret",
                            "algorithms",
                            "leeway",
                            "roles",
                            "scopes",
                            "callers"),
            "identity", List.of("issuers", "headers"),
            "headers", List.of("user", "partner", "roles", "scopes"),
            "client-address", List.of("trusted-proxies", "header"));

    private TableKeys() {}

    /** How to write the value of a key. */
    static String form(String key) {
        return switch (last(key)) {
            case "timeout", "connect-timeout", "idle-timeout", "window", "leeway" -> DURATION;
            case "connections", "queue", "permits" -> NUMBER;
            case "body-limit" -> "write a size such as 64K, 1M or 2G";
            case "forward-token" -> "write true or false";
            case "path" -> "write the path that the row is about, such as /api/orders/**";
            case "urls" -> "write a list of addresses such as [http://orders:8080]";
            case "per" -> "write a list of address, user, partner and route, such as [user]";
            case "issuer" -> "write the exact iss of its tokens";
            case "audience" -> "write a list of the audiences of which a token has to name one";
            default -> "see docs/gateway-yaml.md";
        };
    }

    /** The key that was probably meant, or all there are. */
    static String nearest(String key) {
        var known = KEYS_OF_SECTION.getOrDefault(section(key), List.of());
        var wrong = last(key);
        return known.stream()
                .filter(candidate -> distance(wrong, candidate) <= 2)
                .findFirst()
                .map(candidate -> "did you mean " + candidate + "?")
                .orElseGet(() -> known.isEmpty() ? "remove it" : "the keys here are " + String.join(", ", known));
    }

    private static String section(String key) {
        var parts = key.split("\\.", -1);
        if (parts.length >= 4 && parts[0].equals("identity")) {
            return "issuers";
        }
        if (parts.length == 3 && parts[0].equals("identity")) {
            return "headers";
        }
        if (parts.length >= 4) {
            return parts[2].equals("access") ? "access" : parts[0];
        }
        return parts.length >= 2 ? parts[0] : "";
    }

    private static String last(String key) {
        var name = key.substring(key.lastIndexOf('.') + 1);
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
