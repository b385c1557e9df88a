package dev.portico.mobile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names everything that a JSON text holds, such as {@code orders[].id string}, to be held against what it may hold. */
final class Contract {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Contract() {}

    static Set<String> of(byte[] json) {
        var held = new TreeSet<String>();
        try {
            walk("", MAPPER.readTree(json), held);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return held;
    }

    private static void walk(String path, JsonNode node, Set<String> held) {
        held.add(path + " " + node.getNodeType().name().toLowerCase(Locale.ROOT));
        node.forEach(element -> {
            if (node.isArray()) {
                walk(path + "[]", element, held);
            }
        });
        node.properties().forEach(field -> walk(path + "." + field.getKey(), field.getValue(), held));
    }
}
