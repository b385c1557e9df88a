package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request as a screen reads it: each parameter has one value. Which of several counts, parsers answer in
 * different ways, so that whoever checks one may not be whoever uses it (CWE-235); they are refused.
 */
public final class QueryValues {

    private final Map<String, List<String>> values;

    private QueryValues(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws Refusal where it is not percent-encoded as it should be */
    public static QueryValues of(Exchange exchange) {
        return of(exchange.request().query());
    }

    /** @throws Refusal where it is not percent-encoded as it should be */
    public static QueryValues of(@Nullable String written) {
        var values = new HashMap<String, List<String>>();
        for (var pair : written == null ? new String[0] : written.split("&", -1)) {
            var cut = pair.indexOf('=');
            var name = decoded(cut < 0 ? pair : pair.substring(0, cut));
            var value = cut < 0 ? "" : decoded(pair.substring(cut + 1));
            values.computeIfAbsent(name, unseen -> new ArrayList<>(1)).add(value);
        }
        return new QueryValues(values);
    }

    /**
     * The value of a parameter, decoded.
     *
     * @throws Refusal where it has several, be they equal
     */
    public Optional<String> value(String name) {
        var given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw refused("Send " + name + " once.");
        }
        return given.stream().findFirst();
    }

    /**
     * For a screen that has its values from the framework, which takes the first of several.
     *
     * @throws Refusal where one of the parameters has several values
     */
    public void once(String... names) {
        for (var name : names) {
            value(name);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw refused("Percent-encode the query as RFC 3986 says.");
        }
    }

    private static Refusal refused(String rule) {
        return new Refusal(new Problem.BadRequest(rule));
    }
}
