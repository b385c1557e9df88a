package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Request;
import java.util.Optional;

/**
 * What a request has to be before anything is decided about it: one message with one meaning for every server that sees it
 * (RFC 9112 sections 3.2 and 6, RFC 9113 section 8). The codec has refused much of the rest already.
 */
final class Framing {

    private Framing() {}

    /** What is wrong, as a sentence for the client; after it the connection cannot be trusted any more. */
    static Optional<String> fault(Request request, String target) {
        if (!request.version().equals("2.0")) {
            if (transferCodingIsUnsound(request)) {
                return Optional.of("Transfer-Encoding has to be chunked, once, and without a Content-Length.");
            }
            var hosts = request.headers("Host");
            if (hosts.size() > 1 || (hosts.isEmpty() && request.version().equals("1.1"))) {
                return Optional.of("The field Host has to be there exactly once.");
            }
            if (!hosts.isEmpty() && !soundHost(hosts.getFirst())) {
                return Optional.of("The field Host has to hold a host and perhaps a port, nothing else.");
            }
            if (authorityDiffers(target, hosts.isEmpty() ? "" : hosts.getFirst())) {
                return Optional.of("The host of the request's target has to be the one of the field Host.");
            }
        } else if (holdsLineBreaks(request)) {
            return Optional.of("A header field must not hold a line break.");
        }
        var query = request.query();
        return query != null && !visible(query)
                ? Optional.of("The query holds a character that has to be percent-encoded.")
                : Optional.empty();
    }

    private static boolean transferCodingIsUnsound(Request request) {
        var codings = request.headers("Transfer-Encoding");
        if (codings.isEmpty()) {
            return false;
        }
        return codings.size() > 1
                || !codings.getFirst().strip().equalsIgnoreCase("chunked")
                || request.header("Content-Length") != null
                || request.version().equals("1.0");
    }

    private static boolean soundHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (c <= 0x20 || c >= 0x7f || "/\\@?#,;\"'<>".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean authorityDiffers(String target, String host) {
        var scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        var authority = target.substring(scheme + 3);
        for (int i = 0; i < authority.length(); i++) {
            if (authority.charAt(i) == '/' || authority.charAt(i) == '?') {
                authority = authority.substring(0, i);
                break;
            }
        }
        return !authority.equalsIgnoreCase(host);
    }

    private static boolean holdsLineBreaks(Request request) {
        var found = new boolean[1];
        request.forEachHeader((name, value) -> {
            for (int i = 0; i < value.length(); i++) {
                var c = value.charAt(i);
                found[0] |= c == '\r' || c == '\n' || c == 0;
            }
        });
        return found[0];
    }

    private static boolean visible(String query) {
        for (int i = 0; i < query.length(); i++) {
            var c = query.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }
}
