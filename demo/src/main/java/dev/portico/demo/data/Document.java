package dev.portico.demo.data;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** One stored JSON object with its bytes and entity tag made once; {@code json} is read, never changed. */
public record Document(String id, JsonObject json, Buffer bytes, String etag) {

    public static Document of(JsonObject json) {
        var bytes = json.toBuffer();
        return new Document(json.getString("id"), json, bytes, etag(bytes));
    }

    /** A strong entity tag (RFC 9110, 8.8.3), good enough for a demo's few versions. */
    public static String etag(Buffer bytes) {
        var sum = new CRC32C();
        sum.update(ByteBuffer.wrap(bytes.getBytes()));
        return "\"%08x-%x\"".formatted(sum.getValue(), bytes.length());
    }

    public String text(String field) {
        return json.getString(field, "");
    }
}
