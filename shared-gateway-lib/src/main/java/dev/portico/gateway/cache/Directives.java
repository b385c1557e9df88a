package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cache directives of a message (RFC 9111 section 5.2). What cannot be read, or is said in two ways, makes an answer
 * less cacheable, never more.
 */
final class Directives {

    /** What a number is where nothing is said of it. */
    static final long UNSAID = -1;

    /** RFC 9111 section 1.2.2: what a number is that is larger than can be counted. */
    static final long LARGEST_SECONDS = 1L << 31;

    static final Directives NONE = new Directives(List.of());

    /**
     * One directive.
     *
     * @param name in small letters
     * @param argument without quotes, or null where there is none
     */
    record Directive(String name, @Nullable String argument) {}

    private final List<Directive> said;

    private Directives(List<Directive> said) {
        this.said = said;
    }

    /** @param lines of the field {@code Cache-Control} */
    static Directives of(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        var said = new ArrayList<Directive>(4);
        for (var line : lines) {
            ListItems.of(line).forEach(item -> said.add(directive(item)));
        }
        return new Directives(said);
    }

    /**
     * What an answer says to this cache: in the field for caches like this one where that is sound and says something
     * (RFC 9213 section 2.2), in {@code Cache-Control} otherwise.
     */
    static Directives ofAnswer(MultiMap headers) {
        return targeted(headers).orElseGet(() -> of(headers.getAll(Names.CACHE_CONTROL)));
    }

    /** Those that are for this kind of cache and not for all; empty where there are none, or none that can be read. */
    static Optional<Directives> targeted(MultiMap headers) {
        var lines = headers.getAll("CDN-Cache-Control");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return StructuredDictionary.parse(String.join(", ", lines))
                .filter(members -> !members.isEmpty())
                .map(Directives::new);
    }

    boolean has(String name) {
        for (var directive : said) {
            if (directive.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A directive's number of seconds: the first one where it is said twice (RFC 9111 section 4.2.1), 0 for what is no
     * number, {@link #UNSAID} where the directive is not there.
     */
    long seconds(String name) {
        for (var directive : said) {
            if (directive.name.equals(name)) {
                return Math.max(0, number(directive.argument));
            }
        }
        return UNSAID;
    }

    /** Whether a directive that may be about single fields is about the whole message, once at least. */
    boolean hasUnqualified(String name) {
        return said.stream()
                .anyMatch(directive -> directive.name.equals(name)
                        && fieldNames(directive.argument).isEmpty());
    }

    /** The fields that a directive is about, in small letters. */
    Set<String> fields(String name) {
        var fields = new LinkedHashSet<String>();
        for (var directive : said) {
            if (directive.name.equals(name)) {
                fields.addAll(fieldNames(directive.argument));
            }
        }
        return fields;
    }

    /** Digits as a number that does not overflow, or {@link #UNSAID} for anything else. */
    static long number(@Nullable String text) {
        return number(text, LARGEST_SECONDS);
    }

    /** @param largest what anything larger counts as */
    static long number(@Nullable String text, long largest) {
        if (text == null || text.isEmpty()) {
            return UNSAID;
        }
        var number = 0L;
        for (int i = 0; i < text.length(); i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNSAID;
            }
            number = Math.min(largest, number * 10 + digit);
        }
        return number;
    }

    private static List<String> fieldNames(@Nullable String argument) {
        return argument == null
                ? List.of()
                : ListItems.of(argument).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
    }

    /** White space around the equals sign stays with the argument, which is then no number. */
    private static Directive directive(String item) {
        var equals = item.indexOf('=');
        if (equals < 0) {
            return new Directive(item.toLowerCase(Locale.ROOT), null);
        }
        var name = item.substring(0, equals);
        var stripped = name.strip();
        var argument = item.substring(equals + 1);
        return new Directive(
                stripped.toLowerCase(Locale.ROOT),
                stripped.length() == name.length() ? ListItems.unquoted(argument) : " " + argument);
    }
}
