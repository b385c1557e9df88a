package dev.portico.gateway.edge;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Both sides of rows whose answers are kept: what clients ask for, and what upstreams answer. */
final class KeptRows {

    private KeptRows() {}

    static Answer get(URI gateway, String path, String... fields) {
        try (var wire = Wire.to(gateway)) {
            var lines = new ArrayList<String>();
            lines.add("GET " + path + " HTTP/1.1");
            lines.add("Host: a");
            lines.addAll(List.of(fields));
            return wire.send(Wire.head(lines.toArray(String[]::new))).answer();
        }
    }

    static String ok(String content, String... fields) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + content.length() + "\r\n"
                + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n") + "\r\n" + content;
    }
}
