package dev.portico.gateway.shaping;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a query ({@code application/x-www-form-urlencoded}, as the URL standard has it).
 *
 * @param name decoded
 * @param raw name and value as they stand in the query
 */
record QueryParameter(String name, String raw) {

    static QueryParameter of(String name, String value) {
        return new QueryParameter(name, encoded(name) + "=" + encoded(value));
    }

    private static QueryParameter of(String raw) {
        var equals = raw.indexOf('=');
        return new QueryParameter(decoded(equals < 0 ? raw : raw.substring(0, equals)), raw);
    }

    /** All parameters in their order, for the caller to change. */
    static List<QueryParameter> parse(@Nullable String query) {
        var parameters = new ArrayList<QueryParameter>();
        if (query != null) {
            for (var raw : query.split("&", -1)) {
                if (!raw.isEmpty()) {
                    parameters.add(of(raw));
                }
            }
        }
        return parameters;
    }

    /** The query that these make, or null where there are none. */
    static @Nullable String query(List<QueryParameter> parameters) {
        return parameters.isEmpty()
                ? null
                : String.join("&", parameters.stream().map(QueryParameter::raw).toList());
    }

    /** Its value, decoded; empty where it has none. */
    String value() {
        var equals = raw.indexOf('=');
        return equals < 0 ? "" : decoded(raw.substring(equals + 1));
    }

    QueryParameter renamed(String to) {
        var equals = raw.indexOf('=');
        return new QueryParameter(to, encoded(to) + (equals < 0 ? "" : raw.substring(equals)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
