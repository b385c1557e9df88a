package dev.portico.gateway.cache;

import dev.portico.gateway.cache.Directives.Directive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dictionary of structured fields (RFC 9651 section 4.2.2) as cache directives (RFC 9213 section 2.1): an integer
 * is seconds, a string or a token is an argument, true is none. Parameters say nothing here. Any mistake makes all of the
 * field void.
 */
final class StructuredDictionary {

    /** Ends the reading of a field; expected, and caught where it began. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("no dictionary", null, false, false);
        }
    }

    /** An argument that no directive has, so that a number that is awaited in its place is none. */
    private static final String OTHER = "?";

    private static final String TOKEN_EXTRA = "!#$%&'*+-.^_`|~:/";

    private final String text;
    private int at;

    private StructuredDictionary(String text) {
        this.text = text;
    }

    /** The members in their order, the last of each name; empty where the text is no dictionary. */
    static Optional<List<Directive>> parse(String text) {
        try {
            return Optional.of(new StructuredDictionary(text).dictionary());
        } catch (Malformed field) {
            return Optional.empty();
        }
    }

    private List<Directive> dictionary() {
        var members = new LinkedHashMap<String, @Nullable String>();
        skip(" ");
        while (at < text.length()) {
            var name = key();
            var argument = next('=') ? memberValue() : null;
            parameters();
            members.put(name, argument);
            skip(" \t");
            if (at == text.length()) {
                break;
            }
            expect(',');
            skip(" \t");
            if (at == text.length()) {
                throw new Malformed();
            }
        }
        var directives = new ArrayList<Directive>(members.size());
        for (Map.Entry<String, @Nullable String> member : members.entrySet()) {
            directives.add(new Directive(member.getKey(), member.getValue()));
        }
        return directives;
    }

    private @Nullable String memberValue() {
        return next('(') ? innerList() : bareItem();
    }

    private String innerList() {
        while (true) {
            skip(" ");
            if (next(')')) {
                return OTHER;
            }
            bareItem();
            parameters();
            if (at == text.length() || text.charAt(at) != ' ' && text.charAt(at) != ')') {
                throw new Malformed();
            }
        }
    }

    private void parameters() {
        while (next(';')) {
            skip(" ");
            key();
            if (next('=')) {
                bareItem();
            }
        }
    }

    private @Nullable String bareItem() {
        var c = peek();
        if (c == '"') {
            return string();
        } else if (c == '-' || digit(c)) {
            return number();
        } else if (c == '*' || letter(c)) {
            return token();
        } else if (c == ':') {
            return byteSequence();
        } else if (c == '?') {
            return truth();
        } else if (c == '@') {
            at++;
            number();
            return OTHER;
        }
        throw new Malformed();
    }

    private String key() {
        var from = at;
        var first = peek();
        if (!(first >= 'a' && first <= 'z') && first != '*') {
            throw new Malformed();
        }
        while (at < text.length()) {
            var c = text.charAt(at);
            if (!(c >= 'a' && c <= 'z') && !digit(c) && "_-.*".indexOf(c) < 0) {
                break;
            }
            at++;
        }
        return text.substring(from, at);
    }

    private String number() {
        var from = at;
        next('-');
        var digits = digits();
        if (next('.')) {
            var fraction = digits();
            if (digits > 12 || digits == 0 || fraction == 0 || fraction > 3) {
                throw new Malformed();
            }
        } else if (digits == 0 || digits > 15) {
            throw new Malformed();
        }
        return text.substring(from, at);
    }

    private int digits() {
        var from = at;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    /** Where a number is awaited, digits in quotes are none: a mark in front keeps them apart. */
    private String string() {
        expect('"');
        var meant = new StringBuilder(" ");
        while (true) {
            var c = take();
            if (c == '"') {
                return meant.toString();
            } else if (c == '\\') {
                c = take();
                if (c != '"' && c != '\\') {
                    throw new Malformed();
                }
            } else if (c < 0x20 || c >= 0x7f) {
                throw new Malformed();
            }
            meant.append(c);
        }
    }

    private String token() {
        var from = at++;
        while (at < text.length()
                && (letter(text.charAt(at)) || digit(text.charAt(at)) || TOKEN_EXTRA.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    private String byteSequence() {
        expect(':');
        for (var c = take(); c != ':'; c = take()) {
            if (!letter(c) && !digit(c) && "+/=".indexOf(c) < 0) {
                throw new Malformed();
            }
        }
        return OTHER;
    }

    private @Nullable String truth() {
        expect('?');
        return switch (take()) {
            case '1' -> null;
            case '0' -> OTHER;
            default -> throw new Malformed();
        };
    }

    private char peek() {
        if (at == text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private char take() {
        var c = peek();
        at++;
        return c;
    }

    private boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (take() != wanted) {
            throw new Malformed();
        }
    }

    private void skip(String any) {
        while (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
