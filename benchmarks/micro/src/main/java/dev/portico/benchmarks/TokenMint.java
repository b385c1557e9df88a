package dev.portico.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** Signs tokens as an issuer does: RS256 with a key of 2048 bits. They are good for a day. */
public final class TokenMint {

    public static final String ISSUER = "https://login.example.test";
    public static final String AUDIENCE = "portico";

    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k-2026\"}";

    private final KeyPair key;

    public TokenMint() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public PublicKey publicKey() {
        return key.getPublic();
    }

    public String pem() {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(publicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** The value of an Authorization field for a customer. */
    public String bearer(String subject) {
        return "Bearer " + token(subject);
    }

    public String token(String subject) {
        var now = Instant.now().getEpochSecond();
        var claims =
                """
                {"iss":"%s","sub":"%s","aud":["%s","account"],"iat":%d,"exp":%d,"jti":"%s-%d","azp":"shop","name":"Alex Example","groups":["customer","newsletter"],"scope":"orders:read orders:write profile"}\
                """
                        .formatted(ISSUER, subject, AUDIENCE, now, now + 86_400, subject, now);
        var content = encoded(HEADER.getBytes(US_ASCII)) + "." + encoded(claims.getBytes(US_ASCII));
        return content + "." + encoded(signature(content));
    }

    private byte[] signature(String content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(content.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
