package dev.portico.gateway.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jose4j.keys.EllipticCurves;

/** The key that the gateway signs with what it tells upstreams: ES256 on P-256 (RFC 7518 section 3.4). */
public record SigningKey(KeyPair pair) {

    private static final String MEND = "holds no private key on P-256 with its public one; make one with"
            + " openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256";

    /** How the public point stands in what OpenSSL writes: an ECPrivateKey's optional field 1 (RFC 5915 section 3). */
    private static final byte[] BEFORE_POINT = HexFormat.of().parseHex("a14403420004");

    private static final int COORDINATE = 32;

    /** A new one, for a gateway of a single instance: others do not know it, nor does this one after a restart. */
    public static SigningKey generated() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * The key of a PKCS #8 file.
     *
     * @throws IllegalArgumentException where it is another one, without the text, for that is a secret
     */
    public static SigningKey of(String pem) {
        var content = pem.replace("-----BEGIN PRIVATE KEY-----", "")
                .replace("-----END PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            var encoded = Base64.getDecoder().decode(content);
            var factory = KeyFactory.getInstance("EC");
            var key = new SigningKey(new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(point(encoded), EllipticCurves.P256)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(encoded))));
            if (!key.matches()) {
                throw new IllegalArgumentException(MEND);
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            throw new IllegalArgumentException(MEND, another);
        }
    }

    PublicSigningKey verifying() {
        return new PublicSigningKey((ECPublicKey) pair.getPublic());
    }

    private static ECPoint point(byte[] encoded) {
        var start = encoded.length - BEFORE_POINT.length - 2 * COORDINATE;
        if (start < 0
                || !HexFormat.of()
                        .formatHex(encoded, start, start + BEFORE_POINT.length)
                        .equals(HexFormat.of().formatHex(BEFORE_POINT))) {
            throw new IllegalArgumentException(MEND);
        }
        var x = start + BEFORE_POINT.length;
        return new ECPoint(
                new BigInteger(1, encoded, x, COORDINATE), new BigInteger(1, encoded, x + COORDINATE, COORDINATE));
    }

    private boolean matches() throws GeneralSecurityException {
        var content = "portico".getBytes(StandardCharsets.US_ASCII);
        var signature = java.security.Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        var signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(content);
        return signature.verify(signed);
    }
}
