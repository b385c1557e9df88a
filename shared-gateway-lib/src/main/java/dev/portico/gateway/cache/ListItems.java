package dev.portico.gateway.cache;

import java.util.ArrayList;
import java.util.List;

/** The items of a list field (RFC 9110 section 5.6.1). */
final class ListItems {

    private ListItems() {}

    static List<String> of(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        if (lines.size() == 1) {
            return of(lines.getFirst());
        }
        var items = new ArrayList<String>();
        lines.forEach(line -> items.addAll(of(line)));
        return items;
    }

    /** The items of a line, without those that are empty. A quote that does not end parts like any other character. */
    static List<String> of(String line) {
        if (line.indexOf(',') < 0) {
            var only = line.strip();
            return only.isEmpty() ? List.of() : List.of(only);
        }
        var items = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) == ',') {
                var item = line.substring(from, at).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                from = at + 1;
            } else if (line.charAt(at) == '"') {
                at = closing(line, at);
            }
        }
        return items;
    }

    /** What a quoted string means (RFC 9110 section 5.6.4); anything else is itself. */
    static String unquoted(String text) {
        var last = text.length() - 1;
        if (last < 1 || text.charAt(0) != '"' || closing(text, 0) != last) {
            return text;
        }
        var meant = new StringBuilder(last);
        for (int i = 1; i < last; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            meant.append(text.charAt(i));
        }
        return meant.toString();
    }

    /** Where a quoted string ends; its start where it does not. */
    private static int closing(String text, int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return quote;
    }
}
