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
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request. What breaks the rule of its parameter is refused with that rule, instead of being taken for
 * something else; parameters that a screen does not ask for are not its concern.
 */
public final class Query {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Query of(Exchange exchange) {
        return of(exchange.request().query());
    }

    static Query of(@Nullable String written) {
        var values = new HashMap<String, List<String>>();
        for (var pair : written == null ? new String[0] : written.split("&", -1)) {
            var cut = pair.indexOf('=');
            var name = decoded(cut < 0 ? pair : pair.substring(0, cut));
            var value = cut < 0 ? "" : decoded(pair.substring(cut + 1));
            values.computeIfAbsent(name, unseen -> new ArrayList<>(1)).add(value);
        }
        return new Query(values);
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Long> whole(String name, long least, long most) {
        var rule = name + " is a whole number from " + least + " to " + most + ".";
        return value(name).map(text -> {
            if (!WHOLE.matcher(text).matches()) {
                throw refused(rule);
            }
            var number = Long.parseLong(text);
            if (number < least || number > most) {
                throw refused(rule);
            }
            return number;
        });
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> truth(String name) {
        return oneOf(name, Set.of("true", "false")).map(Boolean::parseBoolean);
    }

    /** One of the given words. */
    public Optional<String> oneOf(String name, Set<String> words) {
        var value = value(name);
        if (value.isPresent() && !words.contains(value.get())) {
            throw refused(name + " is one of "
                    + String.join(", ", words.stream().sorted().toList()) + ".");
        }
        return value;
    }

    /** A text of some characters, but not more than {@code most}. */
    public Optional<String> text(String name, int most) {
        var value = value(name);
        if (value.isPresent()) {
            var length = value.get().codePointCount(0, value.get().length());
            if (length < 1 || length > most) {
                throw refused(name + " is a text of 1 to " + most + " characters.");
            }
        }
        return value;
    }

    /**
     * Refuses a query that has one of these more than once or with nothing in it, where they are read in another way: which
     * of two values is meant nobody can say, and nothing is none.
     *
     * @throws Refusal with the name of it
     */
    public void hasAtMostOne(String... names) {
        for (var name : names) {
            if (value(name).filter(String::isEmpty).isPresent()) {
                throw refused("Give " + name + " a value, or leave it out.");
            }
        }
    }

    private Optional<String> value(String name) {
        var given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw refused("Send " + name + " once.");
        }
        return given.stream().findFirst();
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
