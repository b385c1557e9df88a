package dev.portico.demo.testing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds an answer against what the OpenAPI document of its app says of the operation: status, media type and schema. */
public final class DocumentedAnswer {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DocumentedAnswer() {}

    /**
     * What clients who know the document would not expect; empty where there is nothing of the kind.
     *
     * @param operation as the document names it, such as {@code get /api/home}
     */
    public static List<String> complaints(ApiDocument document, String operation, HttpResponse<byte[]> answer) {
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation.substring(method.length() + 1);
        var root = document.at("");
        var said = root.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.statusCode()));
        if (said.isMissingNode()) {
            return List.of("the status " + answer.statusCode() + " is not documented");
        }
        var mediaType = answer.headers()
                .firstValue("Content-Type")
                .map(value -> value.split(";", 2)[0].strip())
                .orElse("none");
        if (!said.path("content").has(mediaType)) {
            return List.of("the media type " + mediaType + " is not documented for " + answer.statusCode());
        }
        var schema = said.path("content").path(mediaType).path("schema");
        return mediaType.endsWith("json") ? fit(root, schema, mediaType, answer.body()) : List.of();
    }

    /** Lines of JSON are held against the schema one by one. */
    private static List<String> fit(JsonNode root, JsonNode schema, String mediaType, byte[] body) {
        var complaints = new ArrayList<String>();
        var texts = mediaType.endsWith("ndjson")
                ? new String(body, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList()
                : List.of(body);
        for (var text : texts) {
            try {
                complaints.addAll(JsonFit.complaints(root, schema, STRICT.readTree(text)));
            } catch (IOException unreadable) {
                complaints.add("no JSON: " + unreadable.getMessage());
            }
        }
        return complaints;
    }
}
