package dev.portico.gateway.identity;

import java.util.ArrayList;
import java.util.List;

/** A header field whose value is a comma-separated list (RFC 9110 section 5.6.1), quoted strings respected. */
final class ListField {

    private ListField() {}

    /** The elements of all lines, in order, stripped, empty ones left out. */
    static List<String> elements(List<String> lines) {
        var elements = new ArrayList<String>();
        for (var line : lines) {
            split(line, ',', elements);
        }
        return elements;
    }

    static void split(String text, char separator, List<String> into) {
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
                quoted = !quoted;
            } else if (text.charAt(i) == '\\' && quoted) {
                i++;
            }
        }
    }
}
