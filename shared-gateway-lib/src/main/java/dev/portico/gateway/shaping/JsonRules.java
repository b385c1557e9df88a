package dev.portico.gateway.shaping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portico.gateway.exchange.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a row changes of a request's JSON body. Paths name fields with dots ({@code lines.productId}); on their way they
 * go through arrays, so that a path means the field of each element.
 *
 * @param allow the only fields that go upstream; empty lets all go. What stands below an allowed field goes with it
 * @param remove the fields that do not
 * @param set fields of the body's object and their values: a text, or {@code {claim}} for a claim of the caller's token
 */
public record JsonRules(List<String> allow, List<String> remove, Map<String, String> set) {

    public static final JsonRules NONE = new JsonRules(List.of(), List.of(), Map.of());

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxNumberLength(200)
                        .build());
    }

    public boolean isEmpty() {
        return allow.isEmpty() && remove.isEmpty() && set.isEmpty();
    }

    /** The body that goes upstream, or empty where the one that came in is no JSON object or array of them. */
    public Optional<byte[]> apply(byte[] body, Caller caller) {
        try {
            var json = MAPPER.readTree(body);
            if (json == null || !json.isContainerNode() || (json.isArray() && !set.isEmpty())) {
                return Optional.empty();
            }
            if (!allow.isEmpty()) {
                keep(json, allow);
            }
            remove.forEach(path -> drop(json, path));
            if (json instanceof ObjectNode object) {
                set.forEach((name, value) -> object.set(name, value(value, caller)));
            }
            return Optional.of(MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        } catch (IOException aByteArrayHasNone) {
            throw new IllegalStateException(aByteArrayHasNone);
        }
    }

    private static void keep(JsonNode node, List<String> paths) {
        if (node.isArray()) {
            node.forEach(element -> keep(element, paths));
        } else if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> !kept(field, paths));
        }
    }

    private static boolean kept(Map.Entry<String, JsonNode> field, List<String> paths) {
        if (paths.contains(field.getKey())) {
            return true;
        }
        var below = below(field.getKey(), paths);
        if (below.isEmpty() || !field.getValue().isContainerNode()) {
            return false;
        }
        keep(field.getValue(), below);
        return true;
    }

    private static List<String> below(String name, List<String> paths) {
        var prefix = name + ".";
        return paths.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .toList();
    }

    private static void drop(JsonNode node, String path) {
        if (node.isArray()) {
            node.forEach(element -> drop(element, path));
        } else if (node instanceof ObjectNode object) {
            object.remove(path);
            var dot = path.indexOf('.');
            if (dot > 0 && object.has(path.substring(0, dot))) {
                drop(object.get(path.substring(0, dot)), path.substring(dot + 1));
            }
        }
    }

    private static JsonNode value(String value, Caller caller) {
        if (!value.startsWith("{") || !value.endsWith("}")) {
            return MAPPER.getNodeFactory().textNode(value);
        }
        var claim = value.substring(1, value.length() - 1);
        return switch (caller) {
            case Caller.Anonymous() -> MAPPER.nullNode();
            case Caller.User user -> claim(user.token().getClaim(claim));
            case Caller.Partner partner -> claim(partner.token().getClaim(claim));
        };
    }

    private static JsonNode claim(Object claim) {
        return switch (claim) {
            case null -> MAPPER.nullNode();
            case String text -> MAPPER.getNodeFactory().textNode(text);
            case Boolean truth -> MAPPER.getNodeFactory().booleanNode(truth);
            case Integer number -> MAPPER.getNodeFactory().numberNode(number);
            case Long number -> MAPPER.getNodeFactory().numberNode(number);
            case Set<?> set -> {
                var array = MAPPER.createArrayNode();
                set.forEach(element -> array.add(String.valueOf(element)));
                yield array;
            }
            default -> MAPPER.getNodeFactory().textNode(String.valueOf(claim));
        };
    }
}
