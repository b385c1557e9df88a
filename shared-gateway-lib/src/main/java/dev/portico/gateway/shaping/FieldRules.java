package dev.portico.gateway.shaping;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/**
 * What a row changes of named values, be they header fields or parameters of a query. Applied in this order: what is
 * renamed is there to be removed or set under its new name, and what is added comes last.
 *
 * @param rename from a name to another
 * @param remove the names that go
 * @param set the one value that a name has afterwards
 * @param add a further value of a name
 */
public record FieldRules(
        Map<String, String> rename, List<String> remove, Map<String, String> set, Map<String, String> add) {

    public static final FieldRules NONE = new FieldRules(Map.of(), List.of(), Map.of(), Map.of());

    public boolean isEmpty() {
        return rename.isEmpty() && remove.isEmpty() && set.isEmpty() && add.isEmpty();
    }

    /** Changes the values in place. */
    public void apply(MultiMap values) {
        rename.forEach((from, to) -> {
            var moved = values.getAll(from);
            if (!moved.isEmpty()) {
                values.remove(from);
                values.add(to, moved);
            }
        });
        remove.forEach(values::remove);
        set.forEach(values::set);
        add.forEach(values::add);
    }
}
