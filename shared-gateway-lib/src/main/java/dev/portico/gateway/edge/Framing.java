package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Request;
import java.util.Optional;

/**
 * What a request has to be before anything is decided about it: one message with one meaning for every server that sees it
 * (RFC 9112 sections 3.2 and 6, RFC 9113 section 8). The codec has refused much of the rest already.
 */
final class Framing {

    /** Looking a field up, and passing fields on, costs more with each; as many as 64 KB hold would cost half a second. */
    private static final int MOST_FIELDS = 256;

    private Framing() {}

    /** What is wrong, as a sentence for the client; after it the connection cannot be trusted any more. */
    static Optional<String> fault(Request request, RequestTarget target) {
        if (request.version().isEmpty()) {
            return Optional.of("The version of HTTP has to be 1.0, 1.1 or 2.");
        }
        if (tooManyFields(request)) {
            return Optional.of("There may be at most " + MOST_FIELDS + " header fields.");
        }
        if (!soundFields(request)) {
            return Optional.of("A header field needs a name, and must not hold control characters.");
        }
        if (!request.version().equals("2.0")) {
            if (transferCodingIsUnsound(request)) {
                return Optional.of("Transfer-Encoding has to be chunked, once, and without a Content-Length.");
            }
            var hosts = request.headers("Host");
            if (hosts.size() != 1 || !soundHost(hosts.getFirst())) {
                return Optional.of("The field Host has to be there exactly once, and hold a host and perhaps a port.");
            }
            if (target.authority() != null && !target.authority().equalsIgnoreCase(hosts.getFirst())) {
                return Optional.of("The host of the request's target has to be the one of the field Host.");
            }
        } else if (target.authority() != null || !target.path().startsWith("/")) {
            return Optional.of("The :path has to start with a slash.");
        } else if (!soundHost(request.authority()) || hostDiffers(request)) {
            return Optional.of(
                    "The :authority has to be a host and perhaps a port, and so has a field host beside it.");
        }
        if (!target.path().startsWith("/")) {
            return Optional.of("The target has to be a path, or begin with http:// or https://.");
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

    private static boolean hostDiffers(Request request) {
        return request.headers("Host").stream().anyMatch(host -> !host.equalsIgnoreCase(request.authority()));
    }

    private static boolean tooManyFields(Request request) {
        var fields = new int[1];
        request.forEachHeader((name, value) -> fields[0]++);
        return fields[0] > MOST_FIELDS;
    }

    private static boolean soundFields(Request request) {
        var sound = new boolean[] {true};
        request.forEachHeader((name, value) -> sound[0] &= token(name) && !holdsControls(value));
        return sound[0];
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean token(String name) {
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c <= 0x20 || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean holdsControls(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
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
