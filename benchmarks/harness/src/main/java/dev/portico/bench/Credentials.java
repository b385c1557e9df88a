package dev.portico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** The keys of a run, in the files that gateways read, and what callers send: tokens signed with them, and an API key. */
final class Credentials {

    /** More callers than a gateway remembers tokens, so that each request brings one that it does not know. */
    private static final int MANY = 20_000;

    private static final String PREFIX = "pk_0123456789ab";

    private final RsaJsonWebKey key;
    private final EllipticCurveJsonWebKey elliptic;
    private final String secret;
    private final String apiKey;

    private Credentials(RsaJsonWebKey key, EllipticCurveJsonWebKey elliptic, String secret, String apiKey) {
        this.key = key;
        this.elliptic = elliptic;
        this.secret = secret;
        this.apiKey = apiKey;
    }

    /** Fresh ones; a gateway finds {@code public.pem}, {@code public-es256.pem}, {@code jwks.json}, {@code secret} and {@code keys.yaml} in the folder. */
    static Credentials write(Path folder) throws IOException {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("bench");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setUse("sig");
            var elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            var secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            Files.writeString(folder.resolve("public.pem"), pem(key.getPublicKey()));
            Files.writeString(folder.resolve("public-es256.pem"), pem(elliptic.getPublicKey()));
            Files.writeString(folder.resolve("jwks.json"), new JsonWebKeySet(key).toJson());
            Files.writeString(folder.resolve("secret"), text);
            return new Credentials(key, elliptic, text, writeApiKey(folder));
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** An API key; the file has its salted digest only. */
    private static String writeApiKey(Path folder) throws IOException {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var random = new byte[48];
        new SecureRandom().nextBytes(random);
        var salt = Arrays.copyOf(random, 16);
        var apiSecret = base64.encodeToString(Arrays.copyOfRange(random, 16, 48));
        var hash = "sha256:" + base64.encodeToString(salt) + ":" + base64.encodeToString(digest(salt, apiSecret));
        Files.writeString(
                folder.resolve("keys.yaml"), "keys:\n  " + PREFIX + ": { partner: bench, hash: \"" + hash + "\" }\n");
        return PREFIX + "." + apiSecret;
    }

    private static byte[] digest(byte[] salt, String apiSecret) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(apiSecret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String pem(PublicKey key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    /** A file with one value of {@code Authorization} a line. */
    Path file(Suite.Tokens kind, Path folder) throws IOException {
        var file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".tokens");
        if (!Files.exists(file)) {
            Files.write(file, values(kind));
        }
        return file;
    }

    private List<String> values(Suite.Tokens kind) {
        return switch (kind) {
            case NONE -> List.of();
            case API_KEY -> List.of("ApiKey " + apiKey);
            case HS256 ->
                List.of("Bearer "
                        + sign(
                                "https://hs256.bench.example",
                                1001,
                                AlgorithmIdentifiers.HMAC_SHA256,
                                new HmacKey(secret.getBytes(StandardCharsets.UTF_8))));
            case RS256 -> List.of("Bearer " + rs256(1001));
            case MANY ->
                IntStream.range(0, MANY)
                        .parallel()
                        .mapToObj(caller -> "Bearer " + rs256(caller))
                        .toList();
            case ES256 -> List.of("Bearer " + es256(1001));
            case ES256_MANY ->
                IntStream.range(0, MANY)
                        .parallel()
                        .mapToObj(caller -> "Bearer " + es256(caller))
                        .toList();
        };
    }

    private String es256(int caller) {
        return sign(
                "https://es256.bench.example",
                caller,
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                elliptic.getPrivateKey());
    }

    private String rs256(int caller) {
        return sign("https://bench.example", caller, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
    }

    private static String sign(String issuer, int caller, String algorithm, Key key) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("bench");
        claims.setSubject("u-" + caller);
        claims.setExpirationTimeMinutesInTheFuture(24 * 60);
        claims.setIssuedAtToNow();
        claims.setStringListClaim("roles", "customer");
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        if (key instanceof PrivateKey) {
            signature.setKeyIdHeaderValue("bench");
        }
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
