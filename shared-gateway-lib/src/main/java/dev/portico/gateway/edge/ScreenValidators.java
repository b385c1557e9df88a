package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a screen's answer says of being kept and asked for again: Cache-Control (RFC 9111 section 5.2) from the answers that
 * it is made of, and a tag of its content (RFC 9110 section 8.8.3), unless the screen has said so itself. The tag is weak:
 * the same content may go out compressed or not.
 */
final class ScreenValidators {

    private static final int TAG_BYTES = 12;
    private static final Cacheability ASK_AGAIN = new Cacheability(Cacheability.Keeper.RECEIVER, 0);
    private static final Cacheability RECEIVER_ONLY = new Cacheability(Cacheability.Keeper.RECEIVER, Long.MAX_VALUE);

    private ScreenValidators() {}

    /** Writes both into the header fields of an answer. */
    static void write(Exchange exchange, byte[] content, MultiMap headers) {
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, cacheability(exchange).field());
        }
        if (!headers.contains(HttpHeaders.ETAG)) {
            headers.set(HttpHeaders.ETAG, tag(content));
        }
    }

    /** Whether the client holds the answer already: {@code If-None-Match} compares weakly (RFC 9110 section 13.1.2). */
    static boolean held(MultiMap request, MultiMap answer) {
        var tag = opaque(answer.get(HttpHeaders.ETAG));
        for (var line : request.getAll(HttpHeaders.IF_NONE_MATCH)) {
            for (var item : line.split(",", -1)) {
                var held = item.strip();
                if (held.equals("*") || opaque(held).equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is made for a known caller is nobody else's, whatever its sources say. */
    private static Cacheability cacheability(Exchange exchange) {
        var sources = exchange.calls().cacheability().orElse(ASK_AGAIN);
        return exchange.caller() instanceof Caller.Anonymous ? sources : sources.least(RECEIVER_ONLY);
    }

    private static String tag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES))
                    + "\"";
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String opaque(@Nullable String tag) {
        return tag == null ? "" : tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
