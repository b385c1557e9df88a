package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names everything that a JSON text holds, such as {@code orders[].id string}, to be held against what it may hold. */
public final class JsonFields {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFields() {}

    /** Path and type of each value. */
    public static Set<String> of(byte[] json) {
        var held = new TreeSet<String>();
        walk("", tree(json), held);
        return held;
    }

    /** The text as a tree; one that is no JSON fails the test. */
    public static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void walk(String path, JsonNode node, Set<String> held) {
        held.add(path + " " + node.getNodeType().name().toLowerCase(Locale.ROOT));
        if (node.isArray()) {
            node.forEach(element -> walk(path + "[]", element, held));
        }
        node.properties().forEach(field -> walk(path + "." + field.getKey(), field.getValue(), held));
    }
}
