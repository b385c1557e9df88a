package dev.portico.gateway.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.gateway.shaping.FieldTree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * The fields of JSON that schemas of an OpenAPI document describe (version 3.1, JSON Schema 2020-12). References are followed,
 * arrays stand for their elements, and what is composed of several schemas has the fields of each. A schema inside of itself,
 * a map, and what is not described, may hold anything.
 */
final class DocumentedFields {

    private static final List<String> COMPOSITIONS = List.of("allOf", "anyOf", "oneOf");

    private final JsonNode document;

    DocumentedFields(JsonNode document) {
        this.document = document;
    }

    FieldTree of(JsonNode schema) {
        return of(schema, new HashSet<>());
    }

    /** @param around the references on the way here */
    private FieldTree of(JsonNode schema, Set<String> around) {
        var described = schema.has("$ref") || schema.has("items") || schema.has("properties");
        var fields = properties(schema, around);
        if (schema.has("$ref")) {
            fields = fields.or(referred(schema.path("$ref").asText(), around));
        }
        if (schema.has("items")) {
            fields = fields.or(of(schema.path("items"), around));
        }
        for (var composition : COMPOSITIONS) {
            for (var part : schema.path(composition)) {
                described = true;
                fields = fields.or(of(part, around));
            }
        }
        return described || isPlain(schema.path("type")) ? fields : FieldTree.EVERYTHING;
    }

    private FieldTree properties(JsonNode schema, Set<String> around) {
        var named = new LinkedHashMap<String, FieldTree>();
        schema.path("properties")
                .properties()
                .forEach(property -> named.put(property.getKey(), of(property.getValue(), around)));
        var more = schema.path("additionalProperties");
        return new FieldTree(named, more.isObject() || more.asBoolean(false));
    }

    private FieldTree referred(String reference, Set<String> around) {
        if (!reference.startsWith("#/") || !around.add(reference)) {
            return FieldTree.EVERYTHING;
        }
        var fields = of(document.at(reference.substring(1)), around);
        around.remove(reference);
        return fields;
    }

    /** Whether values of a type, or of each of several, have nothing below them. */
    private static boolean isPlain(JsonNode type) {
        if (type.isArray()) {
            for (var each : type) {
                if (!isPlain(each)) {
                    return false;
                }
            }
            return !type.isEmpty();
        }
        return switch (type.asText()) {
            case "string", "number", "integer", "boolean", "null" -> true;
            default -> false;
        };
    }
}
