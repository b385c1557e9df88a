package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A request that came in at an upstream, as it stood on the wire.
 *
 * @param content its body, once a script has read it
 * @param connection the number of the connection that it came on
 */
public record Seen(String head, CompletableFuture<byte[]> content, int connection) {

    public String startLine() {
        return new Octets.Head(head).startLine();
    }

    public List<String> fields(String name) {
        return new Octets.Head(head).fields(name);
    }

    /** The values of a field, or an empty text. */
    public String field(String name) {
        return String.join(" | ", fields(name));
    }

    public String body() {
        return new String(content.orTimeout(10, TimeUnit.SECONDS).join(), ISO_8859_1);
    }
}
