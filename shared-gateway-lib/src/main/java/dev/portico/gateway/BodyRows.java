package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.AnswerBodyRules;
import dev.portico.gateway.GatewayTable.BodyRules;
import dev.portico.gateway.shaping.FieldTree;
import dev.portico.gateway.shaping.JsonRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compiles what a row changes of JSON bodies, and what it lets through of them. */
final class BodyRows {

    /** A text, or one claim. */
    private static final String VALUE = "[^{}]*|\\{[^{}\\s]+}";

    private final Complaints complaints;

    BodyRows(Complaints complaints) {
        this.complaints = complaints;
    }

    JsonRules compiled(String key, BodyRules row) {
        var rules = new JsonRules(row.allow().orElse(List.of()), row.remove().orElse(List.of()), row.set());
        paths(key + ".allow", rules.allow());
        paths(key + ".remove", rules.remove());
        paths(key + ".set", rules.set().keySet());
        apart(key + ".set", rules.set().keySet());
        rules.set().forEach((path, value) -> {
            if (!value.matches(VALUE)) {
                complaints.add(
                        key + ".set." + path,
                        value,
                        "write a text without braces, or one claim of the caller's token such as {sub}");
            }
        });
        return rules;
    }

    /** The fields that clients get; everything where the row lists none. */
    FieldTree compiled(String key, AnswerBodyRules row) {
        var allow = row.allow().orElse(List.of());
        paths(key + ".allow", allow);
        return allow.isEmpty() ? FieldTree.EVERYTHING : FieldTree.of(allow);
    }

    private void paths(String key, Collection<String> paths) {
        for (var path : paths) {
            if (Stream.of(path.split("\\.", -1)).anyMatch(String::isBlank)) {
                complaints.add(key, path, "write names with one dot between them, such as lines.id");
            }
        }
    }

    /** Of two values for one field, or for a field and one below it, only the last would be there. */
    private void apart(String key, Set<String> paths) {
        var sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        sorted.addAll(paths);
        for (var path : sorted) {
            sorted.headSet(path).stream()
                    .filter(other -> within(path, other))
                    .findFirst()
                    .ifPresent(other -> complaints.add(key, path, "is set with " + other + " beside it; keep one"));
        }
    }

    private static boolean within(String path, String other) {
        return (path.toLowerCase(Locale.ROOT) + ".").startsWith(other.toLowerCase(Locale.ROOT) + ".");
    }
}
