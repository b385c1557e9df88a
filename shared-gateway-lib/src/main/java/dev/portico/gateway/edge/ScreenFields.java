package dev.portico.gateway.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portico.gateway.shaping.FieldTree;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/**
 * The fields that the answers of screens have, as the app's own OpenAPI document describes them: the one that was made when
 * the app was built. Only screens that {@link FieldsParameter} has found to have fields are in here.
 *
 * @param byPath by the path of a screen, each variable of it written as {@code {}}
 */
record ScreenFields(Map<String, FieldTree> byPath) {

    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final JsonMapper JSON = new JsonMapper();

    /** Those of this app; none where it describes nothing. */
    static ScreenFields documented() {
        try (var document = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return document == null ? new ScreenFields(Map.of()) : in(JSON.readTree(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ScreenFields in(JsonNode document) {
        var fields = new DocumentedFields(document);
        var byPath = new HashMap<String, FieldTree>();
        document.path("paths").properties().forEach(path -> {
            var get = path.getValue().path("get");
            if (takesFields(get)) {
                byPath.put(plain(path.getKey()), answered(get, fields));
            }
        });
        return new ScreenFields(Map.copyOf(byPath));
    }

    private static boolean takesFields(JsonNode operation) {
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("$ref").asText().equals(FieldsParameter.REFERENCE)) {
                return true;
            }
        }
        return false;
    }

    private static FieldTree answered(JsonNode operation, DocumentedFields fields) {
        var answered = FieldTree.NOTHING;
        for (var type : operation.path("responses").path("200").path("content").properties()) {
            if (isJson(type.getKey())) {
                answered = answered.or(fields.of(type.getValue().path("schema")));
            }
        }
        return answered;
    }

    static boolean isJson(String mediaType) {
        var type = mediaType.toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    /** The fields that may be chosen of the answer of a screen, unless the screen is none that takes a choice. */
    Optional<FieldTree> of(RuntimeResource screen) {
        if (!"GET".equals(screen.getHttpMethod())) {
            return Optional.empty();
        }
        var prefix = ResteasyReactiveRecorder.getCurrentDeployment().getPrefix();
        var below = screen.getClassPath() == null ? "" : screen.getClassPath().template;
        return Optional.ofNullable(byPath.get(plain(prefix + "/" + below + "/" + screen.getPath().template)));
    }

    /** A template as each author could have written it. */
    private static String plain(String template) {
        var plain = new StringBuilder();
        for (var segment :
                ScreenCheck.VARIABLE.matcher(template).replaceAll("{}").split("/", -1)) {
            if (!segment.isEmpty()) {
                plain.append('/').append(segment);
            }
        }
        return plain.toString();
    }
}
