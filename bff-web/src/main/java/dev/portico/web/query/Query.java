package dev.portico.web.query;

import dev.portico.gateway.composition.QueryValues;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
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

    private final QueryValues values;

    private Query(QueryValues values) {
        this.values = values;
    }

    public static Query of(Exchange exchange) {
        return new Query(QueryValues.of(exchange));
    }

    static Query of(@Nullable String written) {
        return new Query(QueryValues.of(written));
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Long> whole(String name, long least, long most) {
        var rule = name + " is a whole number from " + least + " to " + most + ".";
        return values.value(name).map(text -> {
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
        var value = values.value(name);
        if (value.isPresent() && !words.contains(value.get())) {
            throw refused(name + " is one of "
                    + String.join(", ", words.stream().sorted().toList()) + ".");
        }
        return value;
    }

    /** A text of some characters, but not more than {@code most}. */
    public Optional<String> text(String name, int most) {
        var value = values.value(name);
        if (value.isPresent()) {
            var length = value.get().codePointCount(0, value.get().length());
            if (length < 1 || length > most) {
                throw refused(name + " is a text of 1 to " + most + " characters.");
            }
        }
        return value;
    }

    private static Refusal refused(String rule) {
        return new Refusal(new Problem.BadRequest(rule));
    }
}
