package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues tokens that the test table believes. */
public final class Tokens {

    private static final String SECRET = "a secret of at least thirty-two bytes, for tests only";

    private Tokens() {}

    /** A field line with a good token. */
    public static String bearer(String subject, String... roles) {
        return "Authorization: Bearer " + of(subject, roles);
    }

    /** A field line with a good token of a user who belongs to a tenant. */
    public static String bearerOfTenant(String subject, String tenant) {
        return "Authorization: Bearer " + signed(claims(subject).put("tenant", tenant));
    }

    public static String of(String subject, String... roles) {
        return signed(claims(subject, roles));
    }

    private static JsonObject claims(String subject, String... roles) {
        var now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "https://issuer.test")
                .put("aud", "portico")
                .put("sub", subject)
                .put("groups", new JsonArray(java.util.List.of(roles)))
                .put("scope", "read write")
                .put("iat", now)
                .put("exp", now + 600);
    }

    private static String signed(JsonObject claims) {
        var content = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."
                + encoded(claims.encode().getBytes(UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return content + "." + encoded(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
