package dev.portico.gateway.identity;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that somebody claims something with: a token's header, its claims, or an answer about a token. Read so
 * strictly that no other parser can have read it otherwise: one object, no name twice, nothing behind it.
 */
final class Json {

    private static final ObjectMapper STRICT = new ObjectMapper(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String text;
    private final JsonNode object;

    private Json(String text, JsonNode object) {
        this.text = text;
        this.object = object;
    }

    /** @throws IllegalArgumentException where it is anything else than one sound object */
    static Json of(String text) {
        try {
            var read = STRICT.readTree(text);
            if (read == null || !read.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return new Json(text, read);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not sound JSON", malformed);
        }
    }

    /** As it was written. */
    String written() {
        return text;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Whether there is one that is not null, which says nothing. */
    boolean says(String name) {
        return object.hasNonNull(name);
    }

    /** Null where there is none, or something else than a text. */
    @Nullable
    String text(String name) {
        var value = object.get(name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    boolean isTrue(String name) {
        var value = object.get(name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** Empty where there is none, or something else than a number. */
    OptionalDouble number(String name) {
        var value = object.get(name);
        return value != null && value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    /** A text, or a list of nothing but texts; empty where there is none, or something else. */
    Optional<List<String>> texts(String name) {
        return texts(object.get(name));
    }

    private static Optional<List<String>> texts(@Nullable JsonNode value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return Optional.of(List.of(value.textValue()));
        }
        var texts = new ArrayList<String>();
        for (var each : value) {
            if (!each.isTextual()) {
                return Optional.empty();
            }
            texts.add(each.textValue());
        }
        return value.isArray() ? Optional.of(texts) : Optional.empty();
    }

    /** Whether a claim is one of the wanted values, or a list that holds one; numbers and booleans by their text. */
    boolean holdsOneOf(String name, Collection<String> wanted) {
        var value = object.get(name);
        if (value == null) {
            return false;
        }
        if (value.isArray()) {
            for (var each : value) {
                if (isOneOf(each, wanted)) {
                    return true;
                }
            }
            return false;
        }
        return isOneOf(value, wanted);
    }

    private static boolean isOneOf(JsonNode value, Collection<String> wanted) {
        return value.isValueNode() && !value.isNull() && wanted.contains(value.asText());
    }

    /** Words at a path of names: those of a list that are texts, or of a text that separates them by spaces. */
    Set<String> words(List<String> path) {
        JsonNode value = object;
        for (var name : path) {
            value = value.path(name);
        }
        var words = new LinkedHashSet<String>();
        if (value.isTextual()) {
            for (var word : value.textValue().split(" ", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        } else if (value.isArray()) {
            for (var each : value) {
                if (each.isTextual() && !each.textValue().isEmpty()) {
                    words.add(each.textValue());
                }
            }
        }
        return Set.copyOf(words);
    }
}
