package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/** What a request says of its body, and how far that has been read. */
final class InboundBody {

    private static final Set<String> WITHOUT_BODY_UNLESS_DECLARED = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    private final HttpServerRequest request;
    private final long length;
    private final boolean chunked;

    InboundBody(HttpServerRequest request) {
        this.request = request;
        var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.length = declared == null ? -1 : Long.parseLong(declared);
        this.chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The declared length in bytes, or -1. */
    long length() {
        return length;
    }

    /** Whether it comes in chunks, which only HTTP/1.1 knows. */
    boolean chunked() {
        return chunked;
    }

    /** Whether there is one to be read. HTTP/2 shows that only when it is read; there the method has to tell. */
    boolean isThere() {
        if (length < 0 && request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded()
                    && !WITHOUT_BODY_UNLESS_DECLARED.contains(request.method().name());
        }
        return length > 0 || chunked;
    }

    /** Whether some of it was not read, be it that it is still to come or that nobody wanted it. */
    boolean isUnread() {
        return length >= 0 ? request.bytesRead() < length : isThere() && !request.isEnded();
    }

    /** The body as a call passes it on. */
    Body within(long limit) {
        if (!isThere()) {
            return Body.empty();
        }
        request.pause();
        return new Body.Streamed(new BoundedBody(request, limit), length);
    }
}
