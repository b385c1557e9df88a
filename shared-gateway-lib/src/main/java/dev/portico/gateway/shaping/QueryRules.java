package dev.portico.gateway.shaping;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row changes of the query ({@code application/x-www-form-urlencoded}, as the URL standard has it). Parameters that
 * no rule names keep their place and their encoding; names are compared decoded and case-sensitive.
 */
public record QueryRules(FieldRules rules) {

    private record Parameter(String name, String raw) {

        static Parameter of(String raw) {
            var equals = raw.indexOf('=');
            return new Parameter(decoded(equals < 0 ? raw : raw.substring(0, equals)), raw);
        }

        static Parameter of(String name, String value) {
            return new Parameter(name, encoded(name) + "=" + encoded(value));
        }

        Parameter renamed(String to) {
            var equals = raw.indexOf('=');
            return new Parameter(to, encoded(to) + (equals < 0 ? "" : raw.substring(equals)));
        }
    }

    /** The query that goes upstream, or null where nothing is left. */
    public @Nullable String apply(@Nullable String query) {
        if (rules.isEmpty()) {
            return query;
        }
        var parameters = parse(query);
        parameters.replaceAll(parameter -> {
            var to = rules.rename().get(parameter.name);
            return to == null ? parameter : parameter.renamed(to);
        });
        parameters.removeIf(parameter ->
                rules.remove().contains(parameter.name) || rules.set().containsKey(parameter.name));
        rules.set().forEach((name, value) -> parameters.add(Parameter.of(name, value)));
        rules.add().forEach((name, value) -> parameters.add(Parameter.of(name, value)));
        return parameters.isEmpty()
                ? null
                : String.join("&", parameters.stream().map(Parameter::raw).toList());
    }

    private static List<Parameter> parse(@Nullable String query) {
        var parameters = new ArrayList<Parameter>();
        if (query != null) {
            for (var raw : query.split("&", -1)) {
                if (!raw.isEmpty()) {
                    parameters.add(Parameter.of(raw));
                }
            }
        }
        return parameters;
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
