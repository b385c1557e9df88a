package dev.portico.gateway.identity;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The check of a token's signature (RFC 7515 section 5.2) with a key and an algorithm that were chosen for it: nothing in
 * the token has a say.
 */
final class Signature {

    private static final Logger LOG = Logger.getLogger(Signature.class);
    private static final int ED448 = 114;
    private static final int ED25519 = 64;

    private Signature() {}

    /** The token's signature has to be exactly as long as those of the key. */
    static boolean verifies(String token, TokenHeader.Legible header, SignatureAlgorithm algorithm, Key key) {
        if (header.signatureOctets() != length(algorithm, key) || !FittingAlgorithms.isFor(header.algorithm(), key)) {
            return false;
        }
        return key instanceof EdECPublicKey edwards ? edwards(token, edwards) : jws(token, algorithm, key);
    }

    private static boolean jws(String token, SignatureAlgorithm algorithm, Key key) {
        var signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(new AlgorithmConstraints(PERMIT, algorithm.getAlgorithm()));
        signed.setKey(key);
        try {
            signed.setCompactSerialization(token);
            return signed.verifySignature();
        } catch (JoseException | RuntimeException refused) {
            LOG.debug("A signature could not be checked", refused);
            return false;
        }
    }

    /** Whatever of its names the algorithm goes by, of which jose4j knows one only. */
    private static boolean edwards(String token, EdECPublicKey key) {
        var end = token.lastIndexOf('.');
        try {
            var check = java.security.Signature.getInstance("EdDSA");
            check.initVerify(key);
            check.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
        } catch (GeneralSecurityException | RuntimeException refused) {
            LOG.debug("A signature could not be checked", refused);
            return false;
        }
    }

    /** RFC 7518 sections 3.2 to 3.5 and RFC 8032: with it no other encoding, such as DER for ECDSA, is ever looked at. */
    private static int length(SignatureAlgorithm algorithm, Key key) {
        return switch (algorithm) {
            case HS256 -> 32;
            case HS384 -> 48;
            case HS512, ES256 -> 64;
            case ES384 -> 96;
            case ES512 -> 132;
            case RS256, RS384, RS512, PS256, PS384, PS512 ->
                key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : -1;
            case EDDSA ->
                key instanceof EdECPublicKey edwards
                                && edwards.getParams().getName().equals("Ed448")
                        ? ED448
                        : ED25519;
        };
    }
}
