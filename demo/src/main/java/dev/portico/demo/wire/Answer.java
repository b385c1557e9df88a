package dev.portico.demo.wire;

import dev.portico.demo.data.Document;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What an endpoint answers: a whole body of known length, or a stream that ends when it likes. */
public sealed interface Answer {

    record Whole(int status, Map<String, String> headers, Buffer body) implements Answer {

        public Whole {
            headers = Map.copyOf(headers);
        }

        public Whole with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Whole(status, more, body);
        }

        Whole withStatus(int other) {
            return new Whole(other, headers, body);
        }
    }

    /** {@code body} writes to a response that is already chunked, on the event loop, and ends it. */
    record Streamed(Map<String, String> headers, Consumer<HttpServerResponse> body) implements Answer {

        public Streamed {
            headers = Map.copyOf(headers);
        }
    }

    static Whole json(int status, Buffer body) {
        return new Whole(status, Map.of("Content-Type", "application/json"), body);
    }

    static Whole json(int status, JsonObject body) {
        return json(status, body.toBuffer());
    }

    static Whole document(Document document) {
        return json(200, document.bytes());
    }

    static Whole created(String location, Document document) {
        return json(201, document.bytes()).with("Location", location);
    }

    /** An error body in the form of RFC 9457. */
    static Whole problem(int status, String detail) {
        var body = new JsonObject()
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
        return new Whole(status, Map.of("Content-Type", "application/problem+json"), body.toBuffer());
    }

    static Whole notFound(String what, String id) {
        return problem(404, "There is no " + what + " '" + id + "'.");
    }

    static Whole notAnObject() {
        return problem(400, "The body is not a JSON object.");
    }
}
