package dev.portico.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What is kept of a secret: SHA-256 over a salt of 128 random bits and the secret. Enough for a secret of 256 random bits,
 * which nobody can guess however fast the digest is; no password must ever be kept so.
 */
final class SaltedDigest {

    /** 16 and 32 octets in base64url without padding. */
    private static final Pattern WRITTEN = Pattern.compile("sha256:([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})");

    private final byte[] salt;
    private final byte[] digest;

    private SaltedDigest(byte[] salt, byte[] digest) {
        this.salt = salt;
        this.digest = digest;
    }

    /** @throws IllegalArgumentException where the text is none; the message says how to mend it and does not repeat it */
    static SaltedDigest parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "is no digest of a key, which looks like sha256:<salt>:<digest>; ./portico key issue makes one");
        }
        var base64 = Base64.getUrlDecoder();
        return new SaltedDigest(base64.decode(written.group(1)), base64.decode(written.group(2)));
    }

    /** The digest of no secret, for what is compared where there is nothing to compare with. */
    static SaltedDigest ofNothing() {
        return new SaltedDigest(new byte[16], new byte[32]);
    }

    /** Takes as long for a wrong secret as for the right one. */
    boolean fits(String secret) {
        var sha256 = sha256();
        sha256.update(salt);
        return MessageDigest.isEqual(digest, sha256.digest(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
