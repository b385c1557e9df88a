package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a JSON value is what a schema of an OpenAPI document says (JSON Schema 2020-12), and nothing besides: a field that
 * no schema lists does not fit, whatever {@code additionalProperties} leaves open. A keyword or format that is not known
 * here does not fit either, so that nothing is overlooked.
 */
final class JsonFit {

    private static final Set<String> UNDERSTOOD = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "properties",
            "required",
            "items",
            "allOf",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "title",
            "description",
            "example",
            "examples",
            "default",
            "deprecated");

    private final JsonNode document;
    private final List<String> complaints = new ArrayList<>();

    private JsonFit(JsonNode document) {
        this.document = document;
    }

    /** What does not fit; empty where all does. */
    static List<String> complaints(JsonNode document, JsonNode schema, JsonNode value) {
        var fit = new JsonFit(document);
        fit.check("", value, schema, true);
        return List.copyOf(fit.complaints);
    }

    /** @param closed whether fields that this schema does not list are too many; those of {@code allOf} are counted together */
    private void check(String where, JsonNode value, JsonNode written, boolean closed) {
        var schema = written.has("$ref") ? ApiDocument.referred(document, written) : written;
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!UNDERSTOOD.contains(keyword) && !keyword.startsWith("x-")) {
                complain(where, keyword + " is not understood by this test");
            }
        });
        if (!types(schema).isEmpty() && types(schema).stream().noneMatch(type -> is(type, value))) {
            complain(where, excerpt(value) + " is no " + String.join(" or ", types(schema)));
            return;
        }
        values(where, value, schema);
        numbers(where, value, schema);
        texts(where, value, schema);
        elements(where, value, schema);
        fields(where, value, schema, closed);
        schema.path("allOf").forEach(each -> check(where, value, each, false));
    }

    private static Set<String> types(JsonNode schema) {
        var types = new LinkedHashSet<String>();
        if (schema.path("type").isTextual()) {
            types.add(schema.path("type").asText());
        }
        schema.path("type").forEach(type -> types.add(type.asText()));
        return types;
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private void values(String where, JsonNode value, JsonNode schema) {
        var allowed = new ArrayList<JsonNode>();
        schema.path("enum").forEach(allowed::add);
        if (schema.has("const")) {
            allowed.add(schema.get("const"));
        }
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            complain(where, excerpt(value) + " is none of " + allowed);
        }
    }

    private void numbers(String where, JsonNode value, JsonNode schema) {
        if (!value.isNumber()) {
            return;
        }
        var number = value.decimalValue();
        if (schema.has("minimum") && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
            complain(where, number + " is less than " + schema.get("minimum"));
        }
        if (schema.has("maximum") && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
            complain(where, number + " is more than " + schema.get("maximum"));
        }
        var held =
                switch (schema.path("format").asText()) {
                    case "int32" -> value.canConvertToInt();
                    case "int64" -> value.canConvertToLong();
                    case "float", "double", "" -> Double.isFinite(value.doubleValue());
                    default -> false;
                };
        if (!held) {
            complain(where, number + " is no " + schema.path("format").asText());
        }
    }

    private void texts(String where, JsonNode value, JsonNode schema) {
        if (!value.isTextual()) {
            return;
        }
        var text = value.textValue();
        var length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asInt(0)
                || length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            complain(where, "a text of " + length + " characters");
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(text)
                        .find()) {
            complain(where, excerpt(value) + " is not " + schema.get("pattern"));
        }
        if (!Set.of("", "uri").contains(schema.path("format").asText())) {
            complain(where, "the format " + schema.path("format") + " is not understood by this test");
        }
    }

    private void elements(String where, JsonNode value, JsonNode schema) {
        if (!value.isArray()) {
            return;
        }
        if (value.size() < schema.path("minItems").asInt(0)
                || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            complain(where, "a list of " + value.size());
        }
        value.forEach(element -> check(where + "[]", element, schema.path("items"), true));
    }

    private void fields(String where, JsonNode value, JsonNode schema, boolean closed) {
        if (!value.isObject()) {
            return;
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                complain(where, name.asText() + " is missing");
            }
        });
        var listed = listed(schema);
        value.properties().forEach(field -> {
            if (schema.path("properties").has(field.getKey())) {
                check(
                        where + "." + field.getKey(),
                        field.getValue(),
                        schema.path("properties").get(field.getKey()),
                        true);
            } else if (closed && !listed.contains(field.getKey())) {
                complain(where, field.getKey() + " is not listed");
            }
        });
    }

    private Set<String> listed(JsonNode written) {
        var schema = written.has("$ref") ? ApiDocument.referred(document, written) : written;
        var names = new LinkedHashSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(each -> names.addAll(listed(each)));
        return names;
    }

    private void complain(String where, String what) {
        complaints.add((where.isEmpty() ? "the whole" : where) + ": " + what);
    }

    private static String excerpt(JsonNode value) {
        var text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
