package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an OpenAPI document leaves unsaid of its operations: what each is for, within which bounds its parameters may be, and
 * what it answers, problems included. Whoever generates a client, or tries the app with made-up requests, needs all of it.
 */
public final class DocumentationGaps {

    private static final List<String> PROBLEMS = List.of("400", "401", "403", "429", "500", "502", "503", "504");
    private static final Set<String> WITHOUT_CONTENT = Set.of("202", "204", "304");
    private static final String PROBLEM_JSON = "application/problem+json";

    private final JsonNode document;
    private final List<String> gaps = new ArrayList<>();

    private DocumentationGaps(JsonNode document) {
        this.document = document;
    }

    /** One line for each; empty where nothing is left unsaid. */
    public static List<String> of(ApiDocument document) {
        var gaps = new DocumentationGaps(document.at(""));
        gaps.document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> gaps.operation(path.getKey(), operation.getKey(), operation.getValue())));
        return List.copyOf(gaps.gaps);
    }

    private void operation(String path, String method, JsonNode operation) {
        var where = method + " " + path;
        if (!operation.has("summary") && !operation.has("operationId")) {
            gaps.add(where + " does not say what it is for: @Operation(summary = …)");
        }
        operation.path("parameters").forEach(parameter -> parameter(where, resolved(parameter)));
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> schema(where + " body", content.getValue().path("schema")));
        responses(where, path, operation.path("responses"));
    }

    private void parameter(String where, JsonNode parameter) {
        var name = where + " " + parameter.path("name").asText();
        if (schema(name, parameter.path("schema"))) {
            bounds(name, resolved(parameter.path("schema")));
        }
    }

    private void bounds(String name, JsonNode schema) {
        var bounded =
                switch (schema.path("type").asText()) {
                    case "string" -> hasOneOf(schema, "enum", "const", "maxLength", "pattern", "format");
                    case "integer", "number" ->
                        hasOneOf(schema, "enum", "const")
                                || (hasOneOf(schema, "minimum", "exclusiveMinimum")
                                        && hasOneOf(schema, "maximum", "exclusiveMaximum"));
                    case "array" -> hasOneOf(schema, "maxItems");
                    default -> true;
                };
        if (!bounded) {
            gaps.add(name + " has no bounds: @Parameter(schema = @Schema(maxLength, minimum and maximum, …))");
        }
        if (schema.has("items")) {
            bounds(name + "[]", resolved(schema.get("items")));
        }
    }

    private void responses(String where, String path, JsonNode responses) {
        var good = responses.properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .toList();
        if (good.isEmpty()) {
            gaps.add(where + " does not say what it answers");
        }
        good.stream()
                .filter(response -> !WITHOUT_CONTENT.contains(response.getKey()))
                .forEach(response -> contents(where + " " + response.getKey(), resolved(response.getValue())));
        PROBLEMS.forEach(status -> problem(where, status, resolved(responses.path(status))));
        if (path.contains("{")) {
            problem(where, "404", resolved(responses.path("404")));
        }
    }

    private void contents(String where, JsonNode response) {
        var contents = response.path("content");
        if (contents.isEmpty()) {
            gaps.add(where + " does not say what it holds");
        }
        contents.properties()
                .forEach(content -> schema(
                        where + " " + content.getKey(), content.getValue().path("schema")));
    }

    private void problem(String where, String status, JsonNode response) {
        if (!response.path("content").has(PROBLEM_JSON)) {
            gaps.add(where + " " + status + " is no " + PROBLEM_JSON);
        }
    }

    private boolean schema(String where, JsonNode schema) {
        var said = hasOneOf(resolved(schema), "type", "enum", "const", "anyOf", "oneOf", "allOf");
        if (!said) {
            gaps.add(where + " has no schema");
        }
        return said;
    }

    private static boolean hasOneOf(JsonNode schema, String... keywords) {
        for (var keyword : keywords) {
            if (schema.has(keyword)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? ApiDocument.referred(document, node) : node;
    }
}
