package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The OpenAPI document of an app, as far as tests ask about it. */
public final class ApiDocument {

    private final JsonNode document;

    /** @param json what {@code /openapi?format=json} of the management port answers */
    public ApiDocument(byte[] json) {
        this.document = JsonFields.tree(json);
    }

    /** Such as {@code get /api/home}. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /**
     * What the operations of each path need: one of these, each a scheme and the roles and scopes that it wants, such as
     * {@code bearer [orders:read]}; empty where they need nothing.
     */
    public SortedMap<String, Set<String>> security() {
        var security = new TreeMap<String, Set<String>>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .forEach(operation ->
                        security.merge(path.getKey(), needs(operation.path("security")), ApiDocument::both)));
        return security;
    }

    private Set<String> needs(JsonNode ofOperation) {
        var needs = new TreeSet<String>();
        (ofOperation.isMissingNode() ? document.path("security") : ofOperation)
                .forEach(requirement -> requirement.properties().forEach(scheme -> {
                    var names = new TreeSet<String>();
                    scheme.getValue().forEach(name -> names.add(name.asText()));
                    needs.add(scheme.getKey() + " " + names);
                }));
        return needs;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** What a {@code $ref} of a document leads to. */
    static JsonNode referred(JsonNode document, JsonNode reference) {
        return document.at(reference.get("$ref").asText().substring(1));
    }

    /** The value under a JSON pointer (RFC 6901). */
    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** The operation that reads a path. */
    public JsonNode get(String path) {
        return document.path("paths").path(path).path("get");
    }

    /** What the answers to an operation may hold, in the words of {@link JsonFields}. */
    public Set<String> fields(String path) {
        var fields = new TreeSet<String>();
        walk("", schema(path), fields, false);
        return fields;
    }

    /** What of it may be absent. */
    public Set<String> optional(String path) {
        var fields = new TreeSet<String>();
        walk("", schema(path), fields, true);
        return fields;
    }

    private JsonNode schema(String path) {
        return get(path).at("/responses/200/content/application~1json/schema");
    }

    private void walk(String path, JsonNode written, Set<String> fields, boolean optional) {
        var schema = written.has("$ref") ? referred(document, written) : written;
        if (!optional) {
            fields.add(path + " " + schema.path("type").asText().replace("integer", "number"));
        }
        if (schema.has("items")) {
            walk(path + "[]", schema.get("items"), fields, optional);
        }
        var required = new TreeSet<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(field -> {
            var below = path + "." + field.getKey();
            if (optional && !required.contains(field.getKey())) {
                fields.add(below);
            }
            walk(below, field.getValue(), fields, optional);
        });
    }
}
