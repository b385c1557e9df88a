package dev.portico.gateway.shaping;

import dev.portico.gateway.exchange.FieldName;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
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

    /** Changes header fields in place; whatever frameworks take for a name that a rule gives is that name. */
    public void apply(MultiMap fields) {
        if (!rename.isEmpty()) {
            move(fields);
        }
        remove.forEach(name -> removeAny(fields, name));
        set.forEach((name, value) -> {
            removeAny(fields, name);
            fields.set(name, value);
        });
        add.forEach(fields::add);
    }

    /** All names at once, so that a swap is one whatever the order of the rules. */
    private void move(MultiMap fields) {
        var moved = MultiMap.caseInsensitiveMultiMap();
        fields.forEach((name, value) -> rename.forEach((from, to) -> {
            if (FieldName.same(name, from)) {
                moved.add(to, value);
            }
        }));
        rename.keySet().forEach(from -> removeAny(fields, from));
        fields.addAll(moved);
    }

    private static void removeAny(MultiMap fields, String name) {
        var spellings = new ArrayList<String>(1);
        fields.forEach((spelling, value) -> {
            if (FieldName.same(spelling, name)) {
                spellings.add(spelling);
            }
        });
        spellings.forEach(fields::remove);
    }
}
