package dev.portico.gateway.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a client got for one request: the interim heads, the final head, the body and the trailer lines. */
public record Answer(List<String> interims, String head, Buffer content, List<String> trailers) {

    public int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public List<String> fields(String name) {
        return new Octets.Head(head).fields(name);
    }

    /** The only value of a field, or an empty text. */
    public String field(String name) {
        var values = fields(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " stands there more than once: " + values);
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    public String body() {
        return content.toString();
    }

    public JsonObject json() {
        return new JsonObject(body());
    }
}
