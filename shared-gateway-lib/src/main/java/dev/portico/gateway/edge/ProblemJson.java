package dev.portico.gateway.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portico.gateway.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A problem as {@code application/problem+json} (RFC 9457 section 3). */
final class ProblemJson {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    static Buffer of(Problem problem, String requestId) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", problem.kind().type());
            json.writeStringField("title", problem.kind().title());
            json.writeNumberField("status", problem.kind().status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("requestId", requestId);
            for (var member : problem.members()) {
                write(member, json);
            }
            json.writeEndObject();
        } catch (IOException aByteArrayHasNone) {
            throw new UncheckedIOException(aByteArrayHasNone);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static void write(Problem.Member member, JsonGenerator json) throws IOException {
        switch (member) {
            case Problem.Text(var name, var value) -> json.writeStringField(name, value);
            case Problem.Texts(var name, var values) -> {
                json.writeArrayFieldStart(name);
                for (var value : values) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
        }
    }
}
