package dev.portico.demo.products;

import dev.portico.demo.data.Document;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Writes products one by one and rests while the client is slower; on the event loop of the response. */
final class Export {

    private final List<Document> rows;
    private final HttpServerResponse response;
    private int next;

    Export(List<Document> rows, HttpServerResponse response) {
        this.rows = rows;
        this.response = response;
    }

    void run() {
        while (next < rows.size() && !response.closed()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> run());
                return;
            }
            var piece = Buffer.buffer(next == 0 ? "[" : ",\n")
                    .appendBuffer(rows.get(next).bytes());
            next++;
            response.write(piece);
        }
        if (!response.closed()) {
            response.end(rows.isEmpty() ? "[]" : "]\n");
        }
    }
}
