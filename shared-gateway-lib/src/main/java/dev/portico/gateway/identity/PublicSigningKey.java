package dev.portico.gateway.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;

/** The public half of a {@link SigningKey}, under its thumbprint (RFC 7638): upstreams verify with it. */
public record PublicSigningKey(ECPublicKey key) {

    private static final String MEND = "holds no public key on P-256; take one out of the private key with"
            + " openssl pkey -in identity.pem -pubout";

    /**
     * The key of a PEM file, as OpenSSL writes it (X.509's SubjectPublicKeyInfo).
     *
     * @throws IllegalArgumentException where it is another one, without the text, for that may be a private key
     */
    public static PublicSigningKey of(String pem) {
        var content = pem.replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(content));
            if (KeyFactory.getInstance("EC").generatePublic(spec) instanceof ECPublicKey key
                    && key.getParams().getCurve().equals(EllipticCurves.P256.getCurve())) {
                return new PublicSigningKey(key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            throw new IllegalArgumentException(MEND, another);
        }
        throw new IllegalArgumentException(MEND);
    }

    String id() {
        return jwk().getKeyId();
    }

    JsonWebKey jwk() {
        var jwk = new EllipticCurveJsonWebKey(key);
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return jwk;
    }
}
