import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key that was just made: a prefix that may be known, 256 random bits that may not, and the salted digest that is kept.
 */
record IssuedKey(String prefix, String secret, String hash) {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static IssuedKey fresh() {
        var random = new SecureRandom();
        var prefix = new StringBuilder("pk_");
        random.ints(12, 0, LETTERS.length()).forEach(i -> prefix.append(LETTERS.charAt(i)));
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var secret = new byte[32];
        random.nextBytes(secret);
        var text = base64.encodeToString(secret);
        var salt = new byte[16];
        random.nextBytes(salt);
        return new IssuedKey(
                prefix.toString(),
                text,
                "sha256:" + base64.encodeToString(salt) + ":" + base64.encodeToString(digest(salt, text)));
    }

    String text() {
        return prefix + "." + secret;
    }

    private static byte[] digest(byte[] salt, String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
