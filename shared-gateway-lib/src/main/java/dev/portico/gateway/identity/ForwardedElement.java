package dev.portico.gateway.identity;

import java.util.ArrayList;
import java.util.List;

/** The elements of the Forwarded field (RFC 7239 section 4). */
final class ForwardedElement {

    private ForwardedElement() {}

    /**
     * The value of one parameter from each element, in order; an element without it counts as an empty value, so that it
     * ends the chain of hops that can be believed.
     */
    static List<String> parameter(List<String> lines, String name) {
        var values = new ArrayList<String>();
        for (var element : ListField.quoted(lines)) {
            values.add(value(ListField.quoted(element, ';'), name));
        }
        return values;
    }

    private static String value(List<String> pairs, String name) {
        for (var pair : pairs) {
            var equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return unquoted(pair.substring(equals + 1).strip());
            }
        }
        return "";
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\\", "")
                : value;
    }
}
