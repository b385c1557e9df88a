package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Body;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/** What a request says of its body, and how far that has been read. */
record InboundBody(HttpServerRequest request) {

    private static final Set<String> WITHOUT_BODY_UNLESS_DECLARED = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    /** The declared length in bytes, or -1. */
    long length() {
        var declared = request.getHeader("Content-Length");
        return declared == null ? -1 : Long.parseLong(declared);
    }

    /** Whether there is one to be read. HTTP/2 shows that only when it is read; there the method has to tell. */
    boolean isThere() {
        if (request.version() == HttpVersion.HTTP_2 && length() < 0) {
            return !request.isEnded()
                    && !WITHOUT_BODY_UNLESS_DECLARED.contains(request.method().name());
        }
        return length() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Whether some of it was not read, be it that it is still to come or that nobody wanted it. */
    boolean isUnread() {
        var declared = length();
        return declared >= 0 ? request.bytesRead() < declared : isThere() && !request.isEnded();
    }

    /** The body as a call passes it on. */
    Body within(long limit) {
        if (!isThere()) {
            return Body.empty();
        }
        request.pause();
        return new Body.Streamed(new BoundedBody(request, limit), length());
    }
}
