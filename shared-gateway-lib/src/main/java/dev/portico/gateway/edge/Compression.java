package dev.portico.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the server compresses an answer (RFC 9110 sections 8.4 and 12.5.3). It compresses whatever carries no
 * coding when the client accepts one; so what is not worth it, or must not be touched, is marked {@code identity}.
 */
final class Compression {

    /** Below it, an answer fits into the packet that its head needs anyway. */
    private static final int WORTHWHILE_BYTES = 1024;

    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/json",
            "application/problem+json",
            "application/javascript",
            "application/xml",
            "application/x-ndjson",
            "image/svg+xml");

    private Compression() {}

    static void choose(HttpServerRequest request, HttpServerResponse response) {
        var headers = response.headers();
        if ("identity".equals(headers.get(HttpHeaders.CONTENT_ENCODING))) {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
        if (headers.contains(HttpHeaders.CONTENT_ENCODING) || !compressible(response)) {
            leaveAlone(request, headers);
            return;
        }
        headers.add(HttpHeaders.VARY, "Accept-Encoding");
        if (!accepts(request)) {
            return;
        }
        if (tiny(headers)) {
            leaveAlone(request, headers);
        } else {
            weaken(headers);
        }
    }

    private static void leaveAlone(HttpServerRequest request, MultiMap headers) {
        if (accepts(request) && !headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
    }

    /** The bytes change, what they mean does not: a strong validator would be a lie (RFC 9110 section 8.8.1). */
    private static void weaken(MultiMap headers) {
        var tag = headers.get(HttpHeaders.ETAG);
        if (tag != null && !tag.startsWith("W/")) {
            headers.set(HttpHeaders.ETAG, "W/" + tag);
        }
        headers.remove(HttpHeaders.ACCEPT_RANGES);
    }

    private static boolean compressible(HttpServerResponse response) {
        var headers = response.headers();
        var control = headers.get(HttpHeaders.CACHE_CONTROL);
        return response.getStatusCode() != 206
                && (control == null || !control.contains("no-transform"))
                && compressible(headers.get(HttpHeaders.CONTENT_TYPE));
    }

    private static boolean compressible(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var parameters = contentType.indexOf(';');
        var type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return (type.startsWith("text/") && !type.equals("text/event-stream"))
                || type.endsWith("+json")
                || COMPRESSIBLE.contains(type);
    }

    private static boolean tiny(MultiMap headers) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) < WORTHWHILE_BYTES;
    }

    private static boolean accepts(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_ENCODING) != null;
    }
}
