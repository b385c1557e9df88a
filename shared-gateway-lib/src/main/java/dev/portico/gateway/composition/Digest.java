package dev.portico.gateway.composition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A short text that stands for longer ones: SHA-256, in the letters of a URL. Of what is asked for and by whom, it is the
 * Idempotency-Key of a {@link Write} that no other caller can make, even where the upstream does not tell callers apart.
 */
public final class Digest {

    private Digest() {}

    /** Each part goes in with its length, so that no two lists of parts read as one. */
    public static String of(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
