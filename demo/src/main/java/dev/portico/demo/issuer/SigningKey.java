package dev.portico.demo.issuer;

import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An RSA key of 2048 bits, made at start, which signs with RS256 (RFC 7518, 3.3) and is published as a JWK (RFC 7517). */
record SigningKey(String id, KeyPair pair) {

    static SigningKey generate(String id) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(id, generator.generateKeyPair());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    JsonObject published() {
        var jwk = new RsaJsonWebKey((RSAPublicKey) pair.getPublic());
        jwk.setKeyId(id);
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        return new JsonObject(jwk.toJson());
    }

    String sign(Map<String, ?> claims) {
        var signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(id);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setPayload(JsonObject.mapFrom(claims).encode());
        signature.setKey(pair.getPrivate());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException notSigned) {
            throw new IllegalStateException(notSigned);
        }
    }
}
