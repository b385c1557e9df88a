package dev.portico.partner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** A file of API keys with one row, as {@code ./portico key issue} writes it, and the key. */
public final class PartnerKeys implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants the key injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Reading {}

    private static final String PREFIX = "pk_0123456789ab";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String secret = BASE64.encodeToString(random(32));

    @Override
    public Map<String, String> start() {
        var salt = random(16);
        var row = "  " + PREFIX + ": { partner: partner-1, plan: gold, scopes: [\"products:read\", \"orders:read\"],"
                + " hash: \"sha256:" + BASE64.encodeToString(salt) + ":" + BASE64.encodeToString(digest(salt))
                + "\" }\n";
        try {
            var file = Files.createTempFile("keys", ".yaml");
            return Map.of(
                    "API_KEYS_FILE", Files.writeString(file, "keys:\n" + row).toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                PREFIX + "." + secret, new TestInjector.AnnotatedAndMatchesType(Reading.class, String.class));
    }

    @Override
    public void stop() {
        // the file is the system's to clean
    }

    private byte[] digest(byte[] salt) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] random(int number) {
        var octets = new byte[number];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
