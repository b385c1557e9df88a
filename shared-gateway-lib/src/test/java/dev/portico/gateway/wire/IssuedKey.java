package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** An API key as a partner has it, and as it is kept. */
public record IssuedKey(String prefix, String secret, String hash) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static IssuedKey fresh() {
        var prefix = new StringBuilder("pk_");
        RANDOM.ints(12, 0, LETTERS.length()).forEach(i -> prefix.append(LETTERS.charAt(i)));
        var secret = BASE64.encodeToString(octets(32));
        var salt = octets(16);
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            var digest = sha256.digest(secret.getBytes(US_ASCII));
            return new IssuedKey(
                    prefix.toString(),
                    secret,
                    "sha256:" + BASE64.encodeToString(salt) + ":" + BASE64.encodeToString(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What the partner sends. */
    public String text() {
        return prefix + "." + secret;
    }

    /** A row of a table or a file. */
    public String row(String partner, String more) {
        return prefix + ": { partner: " + partner + ", hash: \"" + hash + "\"" + (more.isEmpty() ? "" : ", " + more)
                + " }";
    }

    private static byte[] octets(int number) {
        var octets = new byte[number];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
