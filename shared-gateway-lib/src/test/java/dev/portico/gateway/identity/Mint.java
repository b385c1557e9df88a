package dev.portico.gateway.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes tokens, sound and unsound, with nothing of the library that verifies them. */
final class Mint {

    static final String ISSUER = "https://login.example";
    static final String AUDIENCE = "portico";

    static final KeyPair RSA = rsa(1, 2048);
    static final KeyPair FOREIGN_RSA = rsa(2, 2048);
    static final KeyPair EC = elliptic(3, "secp256r1");
    static final KeyPair EC_384 = elliptic(4, "secp384r1");
    static final KeyPair EC_521 = elliptic(5, "secp521r1");
    static final KeyPair ED25519 = pair(6, "Ed25519", 255);
    static final KeyPair ED448 = pair(7, "Ed448", 448);
    static final SecretKey SECRET = new SecretKeySpec(
            "a secret of at least sixty-four bytes, for tests and for nothing else".getBytes(StandardCharsets.UTF_8),
            "HmacSHA256");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Mint() {}

    static long second() {
        return Instant.now().getEpochSecond();
    }

    /** The claims of a good token, to be changed. */
    static Map<String, Object> claims() {
        var now = second();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("sub", "alice");
        claims.put("aud", List.of("other", AUDIENCE));
        claims.put("iat", now - 60);
        claims.put("exp", now + 300);
        claims.put("groups", List.of("customer"));
        claims.put("scope", "orders:read orders:write");
        return claims;
    }

    static Map<String, Object> claimsWith(String name, @Nullable Object value) {
        var claims = claims();
        claims.put(name, value);
        return claims;
    }

    static Map<String, Object> claimsWithout(String name) {
        var claims = claims();
        claims.remove(name);
        return claims;
    }

    static String rs256(Map<String, Object> claims) {
        return signed("{\"alg\":\"RS256\"}", json(claims), "RS256", RSA.getPrivate());
    }

    static String signed(String header, String claims, String algorithm, Key key) {
        var input = encoded(header) + "." + encoded(claims);
        return input + "." + encoded(signature(algorithm, key, input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String encoded(byte[] octets) {
        return BASE64.encodeToString(octets);
    }

    static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] signature(String algorithm, Key key, byte[] input) {
        try {
            if (algorithm.startsWith("HS")) {
                var mac = Mac.getInstance("HmacSHA" + bits(algorithm));
                mac.init(key);
                return mac.doFinal(input);
            }
            var signature = Signature.getInstance(
                    switch (algorithm.substring(0, 2)) {
                        case "RS" -> "SHA" + bits(algorithm) + "withRSA";
                        case "PS" -> "RSASSA-PSS";
                        case "ES" -> "SHA" + bits(algorithm) + "withECDSAinP1363Format";
                        case "Ed" -> "EdDSA";
                        default -> throw new AssertionError(algorithm);
                    });
            if (algorithm.startsWith("PS")) {
                var digest = "SHA-" + bits(algorithm);
                var salt = Integer.parseInt(bits(algorithm)) / 8;
                signature.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
            }
            signature.initSign((PrivateKey) key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String bits(String algorithm) {
        return algorithm.substring(2);
    }

    static KeyPair rsa(int seed, int bits) {
        return pair(seed, "RSA", bits);
    }

    static KeyPair elliptic(int seed, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair pair(int seed, String kind, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits, random(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The same keys in each class loader: those who publish them and those who sign may not share one. */
    private static SecureRandom random(int seed) throws GeneralSecurityException {
        var random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(seed);
        return random;
    }
}
