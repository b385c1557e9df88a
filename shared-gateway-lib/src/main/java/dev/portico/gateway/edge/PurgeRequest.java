package dev.portico.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portico.gateway.cache.Purge;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an operator wants forgotten, as JSON says it. Strict, for a typing error that purges nothing looks like success. */
final class PurgeRequest {

    static final int LARGEST = 64 << 10;

    private static final int MOST_TAGS = 1_000;
    private static final int LONGEST_TAG = 256;
    private static final int LONGEST_TARGET = 8 << 10;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private PurgeRequest() {}

    /**
     * @param upstreams those of the table
     * @throws Refusal where it is not one of the three forms
     */
    static List<Purge> read(Buffer body, Set<String> upstreams) {
        var json = tree(body);
        var names = new TreeSet<String>();
        json.fieldNames().forEachRemaining(names::add);
        if (names.equals(Set.of("tags"))) {
            return tags(json.get("tags"));
        } else if (names.equals(Set.of("target", "upstream"))) {
            return List.of(new Purge.Target(upstream(json, upstreams), place(json, "target")));
        } else if (names.equals(Set.of("prefix", "upstream"))) {
            return List.of(new Purge.Prefix(upstream(json, upstreams), place(json, "prefix")));
        }
        throw refused(
                "Send an object with tags, with upstream and target, or with upstream and prefix, and nothing else.");
    }

    private static JsonNode tree(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (JsonProcessingException broken) {
            throw refused("The body is no sound JSON.");
        } catch (IOException anArrayHasNone) {
            throw new UncheckedIOException(anArrayHasNone);
        }
    }

    private static List<Purge> tags(JsonNode given) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_TAGS) {
            throw refused("tags has to be a list of 1 to " + MOST_TAGS + " tags.");
        }
        var purges = new ArrayList<Purge>();
        for (var tag : given) {
            if (!tag.isTextual() || !tag.textValue().matches("[^\\s,\\p{Cntrl}]{1," + LONGEST_TAG + "}")) {
                throw refused("A tag is a text of 1 to " + LONGEST_TAG
                        + " characters without white space and commas, as Surrogate-Key has it.");
            }
            purges.add(new Purge.Tag(tag.textValue()));
        }
        return purges;
    }

    private static String upstream(JsonNode json, Set<String> upstreams) {
        var given = json.get("upstream");
        if (!given.isTextual() || !upstreams.contains(given.textValue())) {
            throw refused("upstream has to be one of the table: " + String.join(", ", new TreeSet<>(upstreams)) + ".");
        }
        return given.textValue();
    }

    private static String place(JsonNode json, String name) {
        var given = json.get(name);
        if (!given.isTextual()
                || given.textValue().length() > LONGEST_TARGET
                || !given.textValue().matches("/[^\\s\\p{Cntrl}]*+")) {
            throw refused(name + " has to be a path as the upstream gets it, with its query, and begin with a slash.");
        }
        return given.textValue();
    }

    private static Refusal refused(String detail) {
        return new Refusal(new Problem.BadRequest(detail));
    }
}
