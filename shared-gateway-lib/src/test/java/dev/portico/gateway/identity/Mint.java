package dev.portico.gateway.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
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

/** Makes tokens, sound and unsound, with nothing of the library that verifies them. */
final class Mint {

    static final String ISSUER = "https://login.example";
    static final String AUDIENCE = "portico";

    static final KeyPair RSA = rsa();
    static final KeyPair FOREIGN_RSA = rsa();
    static final KeyPair EC = elliptic();
    static final SecretKey SECRET = new SecretKeySpec(
            "a secret of at least 32 bytes, for tests".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Mint() {}

    /** The claims of a good token, to be changed. */
    static Map<String, Object> claims() {
        var now = Instant.now().getEpochSecond();
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

    static Map<String, Object> claimsWith(String name, Object value) {
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
        return input + "."
                + BASE64.encodeToString(signature(algorithm, key, input.getBytes(StandardCharsets.US_ASCII)));
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

    private static byte[] signature(String algorithm, Key key, byte[] input) {
        try {
            if (algorithm.equals("HS256")) {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(input);
            }
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "PS256" -> "RSASSA-PSS";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        default -> throw new AssertionError(algorithm);
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign((PrivateKey) key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair elliptic() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
