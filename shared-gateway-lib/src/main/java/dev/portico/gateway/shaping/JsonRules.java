package dev.portico.gateway.shaping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portico.gateway.exchange.Caller;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a row changes of a request's JSON body. Paths name fields with dots ({@code lines.productId}); on their way they
 * go through arrays, so that a path means the field of each element. What is allowed has to be named exactly; what is
 * removed or set goes in every spelling first, since there are upstreams that read {@code Role} as {@code role}. Numbers
 * whose exponents are beyond counting make a body unsound.
 *
 * @param allow the only fields that go upstream; empty lets all go. What stands below an allowed field goes with it
 * @param remove the fields that do not
 * @param set fields and their values: a text, or {@code {claim}} for a claim of the caller's token. Their paths go through
 *     objects only, and what else stands in the way of one is replaced
 */
public record JsonRules(List<String> allow, List<String> remove, Map<String, String> set) {

    public static final JsonRules NONE = new JsonRules(List.of(), List.of(), Map.of());

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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
                set.forEach((path, value) -> put(object, path, value(value, caller)));
            }
            return Optional.of(MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException | NumberFormatException unsound) {
            return Optional.empty();
        } catch (IOException aByteArrayHasNone) {
            throw new IllegalStateException(aByteArrayHasNone);
        }
    }

    private static void keep(JsonNode node, List<String> paths) {
        if (node instanceof ArrayNode array) {
            array.removeIf(JsonNode::isValueNode);
            array.forEach(element -> keep(element, paths));
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
            removeAny(object, path);
            var dot = path.indexOf('.');
            if (dot > 0) {
                object.properties().stream()
                        .filter(field -> field.getKey().equalsIgnoreCase(path.substring(0, dot)))
                        .forEach(field -> drop(field.getValue(), path.substring(dot + 1)));
            }
        }
    }

    /** Makes the objects on the way that are not there, in place of whatever else is. */
    private static void put(ObjectNode object, String path, JsonNode value) {
        removeAny(object, path);
        var dot = path.indexOf('.');
        if (dot < 0) {
            object.set(path, value);
            return;
        }
        var name = path.substring(0, dot);
        var way = object.get(name) instanceof ObjectNode below ? below : object.objectNode();
        removeAny(object, name);
        object.set(name, way);
        put(way, path.substring(dot + 1), value);
    }

    private static void removeAny(ObjectNode object, String name) {
        object.properties().removeIf(field -> field.getKey().equalsIgnoreCase(name));
    }

    private static JsonNode value(String value, Caller caller) {
        if (!value.startsWith("{") || !value.endsWith("}")) {
            return MAPPER.getNodeFactory().textNode(value);
        }
        var claim = value.substring(1, value.length() - 1);
        return switch (caller) {
            case Caller.Anonymous() -> MAPPER.nullNode();
            case Caller.User user -> claim(user.token().getClaim(claim));
            case Caller.Partner partner ->
                partner.token() == null
                        ? ofKey(partner, claim)
                        : claim(partner.token().getClaim(claim));
        };
    }

    /** An API key has no claims; what a token of the partner would say of who it is, is known all the same. */
    private static JsonNode ofKey(Caller.Partner partner, String claim) {
        return claim.equals("sub") ? MAPPER.getNodeFactory().textNode(partner.id()) : MAPPER.nullNode();
    }

    private static JsonNode claim(@Nullable Object claim) {
        return switch (claim) {
            case null -> MAPPER.nullNode();
            case JsonValue json -> tree(json.toString());
            case Boolean truth -> MAPPER.getNodeFactory().booleanNode(truth);
            case Number number -> tree(number.toString());
            case Set<?> set -> {
                var array = MAPPER.createArrayNode();
                set.forEach(element -> array.add(String.valueOf(element)));
                yield array;
            }
            default -> MAPPER.getNodeFactory().textNode(String.valueOf(claim));
        };
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException(noJson);
        }
    }
}
