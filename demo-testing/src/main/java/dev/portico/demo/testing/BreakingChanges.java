package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portico.demo.testing.SchemaFit.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client that was written for one OpenAPI document can no longer rely on in a later one. It is on the side of the
 * client: what cannot be told counts as broken.
 *
 * <p>Written here, since openapi-diff 2.1.7 says of itself that it overlooks changed types in documents of OpenAPI 3.1
 * (github.com/OpenAPITools/openapi-diff/issues/745 and 910), which is what the apps have.
 */
final class BreakingChanges {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final List<String> OF_A_PARAMETER =
            List.of("style", "explode", "allowReserved", "allowEmptyValue", "content");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> broken = new ArrayList<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** One line for each; empty where every client can go on. */
    static List<String> between(JsonNode before, JsonNode after) {
        var changes = new BreakingChanges(before, after);
        before.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        changes.operation(path.getKey(), operation.getKey());
                    }
                }));
        changes.schemes();
        return List.copyOf(changes.broken);
    }

    private void operation(String path, String method) {
        var where = method + " " + path;
        var was = before.path("paths").path(path).path(method);
        var is = after.path("paths").path(path).path(method);
        if (is.isMissingNode()) {
            broken.add(where + " is gone");
            return;
        }
        parameters(where, parameters(before, path, was), parameters(after, path, is));
        body(where + " body", resolved(before, was.path("requestBody")), resolved(after, is.path("requestBody")));
        responses(where, was.path("responses"), is.path("responses"));
        security(where, alternatives(before, was), alternatives(after, is));
    }

    private void parameters(String where, Map<String, JsonNode> was, Map<String, JsonNode> is) {
        was.forEach((name, parameter) -> {
            var now = is.getOrDefault(name, NOTHING);
            if (now.isMissingNode()) {
                broken.add(where + " " + name + " is gone");
                return;
            }
            for (var keyword : OF_A_PARAMETER) {
                if (!parameter.path(keyword).equals(now.path(keyword))) {
                    broken.add(where + " " + name + ": " + keyword + " is another one");
                }
            }
            fit(Direction.REQUEST).check(where + " " + name, parameter.path("schema"), now.path("schema"));
        });
        is.forEach((name, parameter) -> {
            if (required(parameter) && !required(was.getOrDefault(name, NOTHING))) {
                broken.add(where + " " + name + " has to be sent now");
            }
        });
    }

    private void body(String where, JsonNode was, JsonNode is) {
        if (!was.isMissingNode() && is.isMissingNode()) {
            broken.add(where + " is gone");
        }
        if (required(is) && !required(was)) {
            broken.add(where + " has to be sent now");
        }
        contents(where, Direction.REQUEST, was.path("content"), is.path("content"));
    }

    private void responses(String where, JsonNode was, JsonNode is) {
        was.properties().forEach(response -> {
            var answer = where + " " + response.getKey();
            var said = resolved(before, response.getValue());
            var now = resolved(after, is.path(response.getKey()));
            if (now.isMissingNode()) {
                broken.add(answer + " is gone");
                return;
            }
            contents(answer, Direction.RESPONSE, said.path("content"), now.path("content"));
            said.path("headers").properties().forEach(field -> {
                var name = answer + " " + field.getKey();
                var sent = resolved(after, now.path("headers").path(field.getKey()));
                if (sent.isMissingNode()) {
                    broken.add(name + " is gone");
                } else {
                    fit(Direction.RESPONSE)
                            .check(name, resolved(before, field.getValue()).path("schema"), sent.path("schema"));
                }
            });
        });
    }

    private void contents(String where, Direction direction, JsonNode was, JsonNode is) {
        was.properties().forEach(content -> {
            var name = where + " " + content.getKey();
            if (is.has(content.getKey())) {
                fit(direction)
                        .check(
                                name,
                                content.getValue().path("schema"),
                                is.get(content.getKey()).path("schema"));
            } else {
                broken.add(name + " is gone");
            }
        });
    }

    /** Whoever could get in one way still can. */
    private void security(String where, Set<Map<String, Set<String>>> was, Set<Map<String, Set<String>>> is) {
        for (var way : was) {
            if (is.stream().noneMatch(now -> asksForNoMore(now, way))) {
                broken.add(where + " needs more than " + way);
            }
        }
    }

    private static boolean asksForNoMore(Map<String, Set<String>> now, Map<String, Set<String>> was) {
        return now.entrySet().stream()
                .allMatch(scheme -> was.containsKey(scheme.getKey())
                        && was.getOrDefault(scheme.getKey(), Set.of()).containsAll(scheme.getValue()));
    }

    private void schemes() {
        before.at("/components/securitySchemes").properties().forEach(scheme -> {
            var now = after.at("/components/securitySchemes").path(scheme.getKey());
            for (var keyword : List.of("type", "scheme", "in", "name", "flows", "openIdConnectUrl")) {
                if (!scheme.getValue().path(keyword).equals(now.path(keyword))) {
                    broken.add("The security scheme " + scheme.getKey() + ": " + keyword + " is another one");
                }
            }
        });
    }

    private SchemaFit fit(Direction direction) {
        return new SchemaFit(before, after, direction, broken);
    }

    /** Those of the path and of the operation, by place and name. */
    private static Map<String, JsonNode> parameters(JsonNode document, String path, JsonNode operation) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        for (var list : List.of(document.path("paths").path(path).path("parameters"), operation.path("parameters"))) {
            list.forEach(each -> {
                var parameter = resolved(document, each);
                var in = parameter.path("in").asText();
                parameters.put(in + " " + parameter.path("name").asText(), parameter);
            });
        }
        return parameters;
    }

    /** The ways in, each with the schemes that it needs and their scopes; where nothing is needed, one that needs none. */
    private static Set<Map<String, Set<String>>> alternatives(JsonNode document, JsonNode operation) {
        var said = operation.has("security") ? operation.get("security") : document.path("security");
        var ways = new HashSet<Map<String, Set<String>>>();
        said.forEach(requirement -> {
            var way = new LinkedHashMap<String, Set<String>>();
            requirement.properties().forEach(scheme -> {
                var scopes = new TreeSet<String>();
                scheme.getValue().forEach(scope -> scopes.add(scope.asText()));
                way.put(scheme.getKey(), scopes);
            });
            ways.add(way);
        });
        return ways.isEmpty() ? Set.of(Map.of()) : ways;
    }

    private static boolean required(JsonNode parameterOrBody) {
        return parameterOrBody.path("required").asBoolean();
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? ApiDocument.referred(document, node) : node;
    }
}
