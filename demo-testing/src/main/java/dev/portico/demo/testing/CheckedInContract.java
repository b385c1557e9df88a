package dev.portico.demo.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The OpenAPI document of an app as it was agreed on: a file that is checked in, so that a review sees what changes for
 * clients. What the app serves may not differ from it in anything but the addresses of servers. {@code -Dopenapi=accept}
 * writes what it serves into the file, unless that breaks clients: this takes {@code -Dopenapi=accept-breaking}.
 */
public final class CheckedInContract {

    private static final String PROPERTY = "openapi";
    private static final String ACCEPT = "accept";
    private static final String ACCEPT_BREAKING = "accept-breaking";
    private static final int MOST_SHOWN = 30;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final Path file;
    private final String word;

    private CheckedInContract(Path file, String word) {
        this.file = file;
        this.word = word;
    }

    /** The file of an app, with the word of acceptance that was given to the tests. */
    public static CheckedInContract at(Path file) {
        return new CheckedInContract(file, System.getProperty(PROPERTY, ""));
    }

    static CheckedInContract at(Path file, String word) {
        return new CheckedInContract(file, word);
    }

    /** @throws AssertionError where the app serves another document, and this is not accepted */
    public void holds(ApiDocument served) {
        var text = yaml(((ObjectNode) served.at("").deepCopy()).without("servers"));
        var now = read(text);
        var agreed = agreed();
        if (ordered(agreed).equals(ordered(now))) {
            return;
        }
        var breaking = BreakingChanges.between(agreed, now);
        if (word.equals(ACCEPT_BREAKING) || (word.equals(ACCEPT) && breaking.isEmpty())) {
            write(text);
            return;
        }
        throw new AssertionError(
                breaking.isEmpty()
                        ? file + " is not what the app serves:" + lines(differences(ordered(agreed), ordered(now)))
                                + "\nWhere this is meant, accept it and check the file in:\n  " + command(ACCEPT)
                        : "This breaks clients that rely on " + file + ":" + lines(breaking)
                                + "\nKeep what they rely on and add beside it. Where there are no clients yet:\n  "
                                + command(ACCEPT_BREAKING));
    }

    private static String lines(List<String> said) {
        var shown = said.stream().limit(MOST_SHOWN).toList();
        return "\n  " + String.join("\n  ", shown)
                + (said.size() > MOST_SHOWN ? "\n  and " + (said.size() - MOST_SHOWN) + " more" : "");
    }

    private static String command(String word) {
        return "./portico contract " + Path.of("").toAbsolutePath().getFileName() + " " + word;
    }

    /** Builds put parameters and required properties in an order of their own, which means nothing. */
    private static JsonNode ordered(JsonNode tree) {
        if (tree.isObject()) {
            var object = YAML.createObjectNode();
            tree.properties()
                    .forEach(field -> object.set(
                            field.getKey(),
                            Set.of("parameters", "required").contains(field.getKey())
                                            && field.getValue().isArray()
                                    ? sorted(field.getValue())
                                    : ordered(field.getValue())));
            return object;
        }
        if (tree.isArray()) {
            var array = YAML.createArrayNode();
            tree.forEach(element -> array.add(ordered(element)));
            return array;
        }
        return tree;
    }

    private static JsonNode sorted(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(element -> elements.add(ordered(element)));
        elements.sort(Comparator.comparing(JsonNode::toString));
        return YAML.createArrayNode().addAll(elements);
    }

    /** Where two trees differ, as JSON pointers. */
    private static List<String> differences(JsonNode before, JsonNode after) {
        var found = new ArrayList<String>();
        differences("", before, after, found);
        return found;
    }

    private static void differences(String pointer, JsonNode before, JsonNode after, List<String> found) {
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> differences(
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                    before.path(name),
                    after.path(name),
                    found));
        } else if (!before.equals(after)) {
            found.add(pointer + " "
                    + (before.isMissingNode() ? "is new" : after.isMissingNode() ? "is gone" : "changed"));
        }
    }

    private JsonNode agreed() {
        try {
            return Files.exists(file) ? YAML.readTree(Files.readString(file)) : YAML.createObjectNode();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String yaml(JsonNode tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException defect) {
            throw new AssertionError(defect);
        }
    }

    private static JsonNode read(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException defect) {
            throw new AssertionError(defect);
        }
    }
}
