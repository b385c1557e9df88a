package dev.portico.gateway.composition;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the target of a call so that no value can become syntax of it (RFC 3986 section 2.1). */
public final class Target {

    private static final String GAP = "{}";

    private Target() {}

    /**
     * Path and query with each {@code {}} replaced by the next value, percent-encoded: {@code of("/orders/{}", id)}.
     *
     * @throws IllegalArgumentException where there are not as many values as gaps, or a value of the path is empty, so
     *     that it names what holds the resource, or a dot segment, which no encoding keeps from being one (RFC 3986 section
     *     6.2.2.3)
     */
    public static String of(String template, Object... values) {
        var target = new StringBuilder(template.length() + 16 * values.length);
        var from = 0;
        for (var value : values) {
            var gap = gap(template, from);
            var text = value.toString();
            if (leadsElsewhere(text) && template.lastIndexOf('?', gap) < 0) {
                throw new IllegalArgumentException("\"" + text + "\" is no value of a path");
            }
            target.append(template, from, gap).append(encoded(text));
            from = gap + GAP.length();
        }
        if (template.indexOf(GAP, from) >= 0) {
            throw new IllegalArgumentException(template + " has more gaps than values");
        }
        return target.append(template, from, template.length()).toString();
    }

    private static boolean leadsElsewhere(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static int gap(String template, int from) {
        var gap = template.indexOf(GAP, from);
        if (gap < 0) {
            throw new IllegalArgumentException(template + " has fewer gaps than values");
        }
        return gap;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
