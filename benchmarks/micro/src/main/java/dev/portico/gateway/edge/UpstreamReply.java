package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** What a service answers. */
final class UpstreamReply {

    private UpstreamReply() {}

    static Reply ofJson(int length) {
        var headers = HttpHeaders.headers()
                .add("Date", "Sun, 01 Nov 2026 10:00:00 GMT")
                .add("Content-Type", "application/json")
                .add("Content-Length", Integer.toString(length))
                .add("ETag", "\"5c0f7a12-1267\"")
                .add("Cache-Control", "private, max-age=30")
                .add("Vary", "Accept")
                .add("Connection", "keep-alive")
                .add("Server", "orders/2.7");
        return new Reply(200, headers, new Body.Whole(Buffer.buffer(new byte[length])), HttpHeaders::headers, () -> {});
    }
}
