package dev.portico.demo.products;

import dev.portico.demo.data.Document;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Writes products one by one and rests while the client is slower; on the event loop of the response. */
final class Export {

    /** How products become one answer. */
    enum Form {
        ARRAY("application/json", "[", ",\n", "]\n"),
        LINES("application/x-ndjson", "", "\n", "\n");

        private final String mediaType;
        private final String before;
        private final String between;
        private final String behind;

        Form(String mediaType, String before, String between, String behind) {
            this.mediaType = mediaType;
            this.before = before;
            this.between = between;
            this.behind = behind;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private final List<Document> rows;
    private final Form form;
    private final HttpServerResponse response;
    private int next;

    Export(List<Document> rows, Form form, HttpServerResponse response) {
        this.rows = rows;
        this.form = form;
        this.response = response;
    }

    void run() {
        while (next < rows.size() && !response.closed()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> run());
                return;
            }
            var piece = Buffer.buffer(next == 0 ? form.before : form.between)
                    .appendBuffer(rows.get(next).bytes());
            next++;
            response.write(piece);
        }
        if (!response.closed()) {
            response.end(rows.isEmpty() ? form.before + form.behind : form.behind);
        }
    }
}
