package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a schema may take the place of another one (OpenAPI 3.1, JSON Schema 2020-12). Of a request everything that was
 * allowed has to stay allowed; of an answer nothing may come that was not said before. A keyword that is not known here has
 * to stay as it is, so that nothing is overlooked.
 */
final class SchemaFit {

    /** Which way the described content goes, seen from the client. */
    enum Direction {
        REQUEST,
        RESPONSE
    }

    private static final Set<String> LEAST =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> MOST =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    private static final Set<String> SAME = Set.of("pattern", "multipleOf", "uniqueItems", "format");
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

    /** Those that are compared, each in its own way, and those that say nothing about what is allowed. */
    private static final Set<String> UNDERSTOOD = union(
            LEAST,
            MOST,
            SAME,
            ALTERNATIVES,
            Set.of("$ref", "type", "enum", "const", "properties", "required", "items", "additionalProperties", "allOf"),
            Set.of("title", "description", "example", "examples", "default", "deprecated", "externalDocs", "$comment"));

    private static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();

    private final JsonNode beforeDocument;
    private final JsonNode afterDocument;
    private final Direction direction;
    private final List<String> broken;
    private final Set<List<JsonNode>> compared = new HashSet<>();

    /** @param broken takes what clients can no longer rely on */
    SchemaFit(JsonNode beforeDocument, JsonNode afterDocument, Direction direction, List<String> broken) {
        this.beforeDocument = beforeDocument;
        this.afterDocument = afterDocument;
        this.direction = direction;
        this.broken = broken;
    }

    void check(String where, JsonNode before, JsonNode after) {
        var was = resolved(beforeDocument, before);
        var is = resolved(afterDocument, after);
        if (!compared.add(List.of(was, is))) {
            return; // a schema that holds itself, or one that is used twice
        }
        var request = direction == Direction.REQUEST;
        var narrow = request ? was : is;
        var wide = request ? is : was;
        if (narrow.equals(BooleanNode.FALSE)) {
            return;
        }
        if (wide.equals(BooleanNode.FALSE)) {
            broken.add(where + ": nothing is allowed here " + (request ? "any more" : "before"));
            return;
        }
        types(where, narrow, wide);
        values(where, narrow, wide);
        bounds(where, narrow, wide);
        SAME.forEach(keyword -> same(where, keyword, narrow, wide));
        properties(where, was, is);
        required(where, narrow, wide);
        below(where + "[]", "items", was, is);
        below(where + ".*", "additionalProperties", was, is);
        combined(where, was, is);
        others(where, was, is);
    }

    private void types(String where, JsonNode narrow, JsonNode wide) {
        var allowed = words(wide.path("type"));
        var given = words(narrow.path("type"));
        var fits = allowed.isEmpty()
                || (!given.isEmpty()
                        && given.stream()
                                .allMatch(type -> allowed.contains(type)
                                        || (type.equals("integer") && allowed.contains("number"))));
        if (!fits) {
            changed(where, "type", narrow, wide);
        }
    }

    private void values(String where, JsonNode narrow, JsonNode wide) {
        var allowed = listed(wide);
        if (!allowed.isEmpty() && (listed(narrow).isEmpty() || !allowed.containsAll(listed(narrow)))) {
            changed(where, "enum", narrow, wide);
        }
        if (direction == Direction.REQUEST && !narrow.path("default").equals(wide.path("default"))) {
            changed(where, "default", narrow, wide);
        }
    }

    private void bounds(String where, JsonNode narrow, JsonNode wide) {
        for (var keyword : LEAST) {
            var least = wide.path(keyword);
            var vacuous = keyword.startsWith("min") && !keyword.equals("minimum") && least.asInt() == 0;
            if (least.isNumber()
                    && !vacuous
                    && !(narrow.path(keyword).isNumber()
                            && narrow.path(keyword).decimalValue().compareTo(least.decimalValue()) >= 0)) {
                changed(where, keyword, narrow, wide);
            }
        }
        for (var keyword : MOST) {
            var most = wide.path(keyword);
            if (most.isNumber()
                    && !(narrow.path(keyword).isNumber()
                            && narrow.path(keyword).decimalValue().compareTo(most.decimalValue()) <= 0)) {
                changed(where, keyword, narrow, wide);
            }
        }
    }

    private void same(String where, String keyword, JsonNode narrow, JsonNode wide) {
        var wanted = wide.path(keyword);
        if (!wanted.isMissingNode()
                && !wanted.equals(BooleanNode.FALSE)
                && !wanted.equals(narrow.path(keyword))
                && !(wanted.asText().equals("int64")
                        && narrow.path(keyword).asText().equals("int32"))) {
            changed(where, keyword, narrow, wide);
        }
    }

    private void properties(String where, JsonNode was, JsonNode is) {
        was.path("properties").properties().forEach(property -> {
            var name = where + "." + property.getKey();
            var now = is.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                broken.add(name + " is gone");
            } else {
                check(name, property.getValue(), now);
            }
        });
        if (direction == Direction.RESPONSE && was.path("additionalProperties").equals(BooleanNode.FALSE)) {
            is.path("properties").fieldNames().forEachRemaining(name -> {
                if (!was.path("properties").has(name)) {
                    broken.add(where + "." + name + " is new where nothing more was to come");
                }
            });
        }
    }

    private void required(String where, JsonNode narrow, JsonNode wide) {
        var always = words(narrow.path("required"));
        for (var name : words(wide.path("required"))) {
            if (!always.contains(name)) {
                broken.add(where + "." + name
                        + (direction == Direction.REQUEST ? " has to be sent now" : " may be absent now"));
            }
        }
    }

    private void below(String where, String keyword, JsonNode was, JsonNode is) {
        if (was.has(keyword) || is.has(keyword)) {
            check(where, was.has(keyword) ? was.get(keyword) : ANYTHING, is.has(keyword) ? is.get(keyword) : ANYTHING);
        }
    }

    private void combined(String where, JsonNode was, JsonNode is) {
        for (var keyword : ALTERNATIVES) {
            var request = direction == Direction.REQUEST;
            pairs(where, keyword, was, is, request ? was : is, request ? is : was);
        }
        var request = direction == Direction.REQUEST;
        pairs(where, "allOf", was, is, request ? is : was, request ? was : is);
    }

    /** What few hold is compared with the same places of what many hold. */
    private void pairs(String where, String keyword, JsonNode was, JsonNode is, JsonNode few, JsonNode many) {
        var alternatives = ALTERNATIVES.contains(keyword);
        if (alternatives ? !many.has(keyword) : !few.has(keyword)) {
            return;
        }
        var size = few.path(keyword).size();
        if (size > many.path(keyword).size() || (alternatives && size == 0)) {
            broken.add(where + ": " + keyword + " is another one");
            return;
        }
        for (var i = 0; i < size; i++) {
            check(
                    where + " " + keyword + " " + i,
                    was.path(keyword).path(i),
                    is.path(keyword).path(i));
        }
    }

    private void others(String where, JsonNode was, JsonNode is) {
        var keywords = new LinkedHashSet<String>();
        was.fieldNames().forEachRemaining(keywords::add);
        is.fieldNames().forEachRemaining(keywords::add);
        keywords.stream()
                .filter(keyword -> !UNDERSTOOD.contains(keyword) && !keyword.startsWith("x-"))
                .filter(keyword -> !was.path(keyword).equals(is.path(keyword)))
                .forEach(keyword -> broken.add(where + ": " + keyword + " is another one"));
    }

    private void changed(String where, String keyword, JsonNode narrow, JsonNode wide) {
        var was = (direction == Direction.REQUEST ? narrow : wide).path(keyword);
        var is = (direction == Direction.REQUEST ? wide : narrow).path(keyword);
        broken.add(where + ": " + keyword + " was " + said(was) + " and is " + said(is));
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() ? "not said" : value.toString();
    }

    /** With what a reference leads to, and what stands beside the reference. */
    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        var target = resolved(document, ApiDocument.referred(document, schema));
        var beside = ((ObjectNode) schema.deepCopy()).without("$ref");
        return target.isObject() ? ((ObjectNode) target.deepCopy()).setAll((ObjectNode) beside) : target;
    }

    private static Set<String> words(JsonNode oneOrMany) {
        var words = new LinkedHashSet<String>();
        if (oneOrMany.isTextual()) {
            words.add(oneOrMany.asText());
        }
        oneOrMany.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<JsonNode> listed(JsonNode schema) {
        var values = new ArrayList<JsonNode>();
        schema.path("enum").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        return values;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        var union = new HashSet<String>();
        for (var set : sets) {
            union.addAll(set);
        }
        return Set.copyOf(union);
    }
}
