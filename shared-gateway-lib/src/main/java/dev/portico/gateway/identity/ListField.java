package dev.portico.gateway.identity;

import java.util.ArrayList;
import java.util.List;

/**
 * A header field whose value is a list (RFC 9110 section 5.6.1). What a proxy appends to a line stays an element of its
 * own, whatever the client wrote before it.
 */
final class ListField {

    private ListField() {}

    /** The elements of a field that knows no quoted strings, such as X-Forwarded-For, in order; empty ones are left out. */
    static List<String> plain(List<String> lines) {
        var elements = new ArrayList<String>();
        for (var line : lines) {
            split(line, ',', false, elements);
        }
        return elements;
    }

    /** The elements of a field that knows quoted strings. In a line with one that does not end, a quote is a character. */
    static List<String> quoted(List<String> lines) {
        var elements = new ArrayList<String>();
        for (var line : lines) {
            elements.addAll(quoted(line, ','));
        }
        return elements;
    }

    static List<String> quoted(String text, char separator) {
        var parts = new ArrayList<String>();
        if (!split(text, separator, true, parts)) {
            parts.clear();
            split(text, separator, false, parts);
        }
        return parts;
    }

    /** Gives whether every quoted string has its end. */
    private static boolean split(String text, char separator, boolean quotes, List<String> into) {
        var quoted = false;
        var start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator && !quoted) {
                var element = text.substring(start, i).strip();
                if (!element.isEmpty()) {
                    into.add(element);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = quotes && !quoted;
            } else if (text.charAt(i) == '\\' && quoted && i + 1 < text.length()) {
                i++;
            }
        }
        return !quoted;
    }
}
