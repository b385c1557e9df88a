package dev.portico.gateway.cache;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/**
 * The codings that a client takes (RFC 9110 section 12.5.3). Of made-up ones there is no end, and each would be a variant
 * that takes the place of another one, so they do not go upstream.
 */
final class AcceptEncoding {

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "br", "zstd", "deflate", "identity", "*");

    private AcceptEncoding() {}

    /** Takes out the codings that nobody knows; a field that has none stays as it is. */
    static void reduce(MultiMap headers) {
        if (!headers.contains(Names.ACCEPT_ENCODING)) {
            return;
        }
        var asked = ListItems.of(headers.getAll(Names.ACCEPT_ENCODING));
        var known = asked.stream().filter(AcceptEncoding::isKnown).toList();
        if (known.size() < asked.size()) {
            headers.set(Names.ACCEPT_ENCODING, known.isEmpty() ? "identity" : String.join(", ", known));
        }
    }

    private static boolean isKnown(String member) {
        var end = member.indexOf(';');
        var coding = end < 0 ? member : member.substring(0, end);
        return KNOWN.contains(coding.strip().toLowerCase(Locale.ROOT));
    }
}
