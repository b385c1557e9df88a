package dev.portico.gateway.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one step. Make it once: it is sent by its digest, and in full only to a server that does
 * not have it yet.
 *
 * @param source in Lua 5.1; it names no keys but those that it is given, so that a cluster can run it
 * @param digest the SHA-1 of the source in hex, by which servers know it; no secret rests on it
 */
public record Script(String source, String digest) {

    public static Script of(String source) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return new Script(source, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
