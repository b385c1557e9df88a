package dev.portico.acceptance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Manifests as Kubernetes reads them, by the API's own types. Those keep what they do not know aside instead of refusing
 * it, so that is looked for.
 */
final class Manifests {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Manifests() {}

    static <T> T read(Path file, Class<T> type) throws IOException {
        return type.cast(read(Files.readString(file)).getFirst());
    }

    /** Each document of the text. Fails on what is no manifest, and on kinds and fields that do not exist. */
    static List<Object> read(String text) throws IOException {
        var manifests = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNext()) {
                var document = documents.next();
                var manifest = YAML.treeToValue(document, type(document));
                var unknown = unknownFields(manifest);
                if (!unknown.isEmpty()) {
                    throw new IllegalArgumentException("Kubernetes knows no " + String.join(", ", unknown));
                }
                manifests.add(manifest);
            }
        }
        return manifests;
    }

    static JsonNode tree(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    private static Class<?> type(JsonNode document) {
        var kind = document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
        return switch (kind) {
            case "apps/v1 Deployment" -> Deployment.class;
            case "v1 Service" -> Service.class;
            case "v1 ConfigMap" -> ConfigMap.class;
            case "kustomize.config.k8s.io/v1beta1 Kustomization" -> Kustomization.class;
            default -> throw new IllegalArgumentException("No manifest of ours is a " + kind);
        };
    }

    private static List<String> unknownFields(Object manifest) {
        var found = new ArrayList<String>();
        collect("", manifest, found);
        return found;
    }

    private static void collect(String path, Object value, List<String> found) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), found);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> collect(path + "." + key, element, found));
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            collectFields(path, value, found);
        }
    }

    private static void collectFields(String path, Object value, List<String> found) {
        for (var field : value.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isEnum()) {
                continue;
            }
            field.setAccessible(true);
            try {
                var content = field.get(value);
                if (field.getName().equals("additionalProperties")) {
                    ((Map<?, ?>) content).keySet().forEach(key -> found.add(path + "." + key));
                } else {
                    collect(path + "." + field.getName(), content, found);
                }
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
