package dev.portico.gateway.identity;

import static io.smallrye.jwt.algorithm.SignatureAlgorithm.EDDSA;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.ES384;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.ES512;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.HS256;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.HS384;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.HS512;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.PS256;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.PS384;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.PS512;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.RS256;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.RS384;
import static io.smallrye.jwt.algorithm.SignatureAlgorithm.RS512;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jose4j.keys.EllipticCurves;

/**
 * The signature algorithms that a key can be for (RFC 7518 section 3, RFC 8037 section 3.1). A key is never taken for one
 * of another kind, whatever a token says; so a public key is no shared secret, and a curve has one algorithm.
 */
public final class FittingAlgorithms {

    /** RFC 7518 sections 3.3 and 3.5 ask for as much. */
    private static final int SHORTEST_RSA_BITS = 2048;

    /** A larger modulus, or a long exponent, would make each verification cost milliseconds. */
    private static final int LONGEST_RSA_BITS = 8192;

    private static final int LONGEST_EXPONENT_BITS = 64;

    /** EdDSA by the names that say the curve too (RFC 9864 section 2.2). */
    private static final Set<String> OF_EDWARDS_CURVES = Set.of("Ed25519", "Ed448");

    private FittingAlgorithms() {}

    /** Whether it is the algorithm's name, letter for letter. Which curve it names is not looked at: see {@link #isFor}. */
    static boolean isNamed(SignatureAlgorithm algorithm, String written) {
        return algorithm.getAlgorithm().equals(written) || algorithm == EDDSA && OF_EDWARDS_CURVES.contains(written);
    }

    /** Whether the name of an algorithm leaves a key of its kind: one that names a curve is for keys on it only. */
    static boolean isFor(String written, Key key) {
        return !OF_EDWARDS_CURVES.contains(written)
                || key instanceof EdECPublicKey edwards
                        && edwards.getParams().getName().equals(written);
    }

    /** Nothing for a key that is too weak, too costly, or of a kind that signs no tokens here. */
    public static Set<SignatureAlgorithm> of(Key key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa(rsa);
            case ECPublicKey elliptic -> elliptic(elliptic);
            case EdECPublicKey edwards -> EnumSet.of(EDDSA);
            case SecretKey secret -> secret(secret);
            default -> Set.of();
        };
    }

    private static Set<SignatureAlgorithm> rsa(RSAPublicKey key) {
        var bits = key.getModulus().bitLength();
        var exponent = key.getPublicExponent();
        var sound = bits >= SHORTEST_RSA_BITS
                && bits <= LONGEST_RSA_BITS
                && exponent.testBit(0)
                && exponent.signum() > 0
                && exponent.bitLength() > 1
                && exponent.bitLength() <= LONGEST_EXPONENT_BITS;
        return sound ? EnumSet.of(RS256, RS384, RS512, PS256, PS384, PS512) : Set.of();
    }

    private static Set<SignatureAlgorithm> elliptic(ECPublicKey key) {
        var curve = EllipticCurves.getName(key.getParams().getCurve());
        return switch (curve) {
            case EllipticCurves.P_256 -> EnumSet.of(ES256);
            case EllipticCurves.P_384 -> EnumSet.of(ES384);
            case EllipticCurves.P_521 -> EnumSet.of(ES512);
            case null, default -> Set.of();
        };
    }

    private static Set<SignatureAlgorithm> secret(SecretKey key) {
        var octets = key.getEncoded() == null ? 0 : key.getEncoded().length;
        var fitting = EnumSet.noneOf(SignatureAlgorithm.class);
        if (octets >= 32) {
            fitting.add(HS256);
        }
        if (octets >= 48) {
            fitting.add(HS384);
        }
        if (octets >= 64) {
            fitting.add(HS512);
        }
        return fitting;
    }
}
