package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.encoded;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.keys.EllipticCurves;

/** Tokens of the issuer with the keys of {@link IssuerDouble} whose signatures are nobody's, by what is wrong with them. */
final class ForgedSignatures {

    private static final String CLAIMS = Mint.json(Mint.claims());

    private record Curve(String algorithm, String kid, KeyPair pair, int octets, BigInteger order) {}

    private static final List<Curve> CURVES = List.of(
            new Curve("ES256", "ec", Mint.EC, 32, EllipticCurves.P256.getOrder()),
            new Curve("ES384", "ec-384", Mint.EC_384, 48, EllipticCurves.P384.getOrder()),
            new Curve("ES512", "ec-521", Mint.EC_521, 66, EllipticCurves.P521.getOrder()));

    private ForgedSignatures() {}

    static Map<String, String> cases() {
        var cases = new LinkedHashMap<String, String>();
        sharedSecrets(cases);
        CURVES.forEach(curve -> onCurve(cases, curve));
        onOtherCurves(cases);
        cases.put("EdDSA without a signature", input("EdDSA", "ed") + ".");
        cases.put("Ed448 with a key on Ed25519", signed("Ed448", "ed", "EdDSA", Mint.ED25519));
        cases.put("Ed25519 with a signature of zeros", input("Ed25519", "ed") + "." + encoded(new byte[64]));
        cases.put("EdDSA, one octet more", input("EdDSA", "ed") + "." + encoded(new byte[65]));
        cases.put("RS256, one octet less", input("RS256", "rsa") + "." + encoded(new byte[255]));
        return cases;
    }

    /** What everybody can read of the issuer's keys, taken for a secret. */
    private static void sharedSecrets(Map<String, String> cases) {
        var published = Map.of("rsa", Mint.RSA.getPublic(), "ec", Mint.EC.getPublic(), "ed", Mint.ED25519.getPublic());
        published.forEach((kid, key) -> {
            for (var spelling : spellings(key).entrySet()) {
                var secret = new SecretKeySpec(spelling.getValue(), "HmacSHA256");
                for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                    cases.put(
                            algorithm + " with the " + spelling.getKey() + " of " + kid,
                            Mint.signed(header(algorithm, kid), CLAIMS, algorithm, secret));
                }
            }
        });
    }

    private static Map<String, byte[]> spellings(PublicKey key) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        var pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        return Map.of(
                "DER", key.getEncoded(),
                "PEM", octets(pem),
                "PEM with a line break", octets(pem + "\n"),
                "base64", octets(base64),
                "JWK", octets(Provider.jwk(key).toJson()));
    }

    private static void onCurve(Map<String, String> cases, Curve curve) {
        var zero = BigInteger.ZERO;
        var one = BigInteger.ONE;
        var order = curve.order;
        var input = input(curve.algorithm, curve.kid);
        var sound = Mint.signature(curve.algorithm, curve.pair.getPrivate(), octets(input));
        var forms = new LinkedHashMap<String, byte[]>();
        forms.put("without a signature", new byte[0]);
        forms.put("r and s are zero", halves(curve, zero, zero));
        forms.put("r is zero", halves(curve, zero, one));
        forms.put("s is zero", halves(curve, one, zero));
        forms.put("r and s are one", halves(curve, one, one));
        forms.put("r and s are the order", halves(curve, order, order));
        forms.put("r and s are the order less one", halves(curve, order.subtract(one), order.subtract(one)));
        forms.put("DER", der(curve, input));
        forms.put("DER of zeros", new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
        forms.put("one octet less", Arrays.copyOf(sound, sound.length - 1));
        forms.put("one octet more", Arrays.copyOf(sound, sound.length + 1));
        forms.put("twice", twice(sound));
        forms.forEach((form, signature) -> cases.put(curve.algorithm + ": " + form, input + "." + encoded(signature)));
    }

    private static void onOtherCurves(Map<String, String> cases) {
        for (var named : CURVES) {
            for (var signing : CURVES) {
                if (!named.kid.equals(signing.kid)) {
                    cases.put(
                            named.algorithm + " by a key of " + signing.algorithm,
                            signed(named.algorithm, signing.kid, signing.algorithm, signing.pair));
                    cases.put(
                            named.algorithm + " signed as " + signing.algorithm,
                            signed(named.algorithm, named.kid, signing.algorithm, signing.pair));
                }
            }
            cases.put("EdDSA by a key of " + named.algorithm, signed("EdDSA", named.kid, named.algorithm, named.pair));
            cases.put(
                    "Ed25519 by a key of " + named.algorithm,
                    signed("Ed25519", named.kid, named.algorithm, named.pair));
        }
    }

    private static byte[] halves(Curve curve, BigInteger r, BigInteger s) {
        var both = new byte[2 * curve.octets];
        put(r, both, curve.octets);
        put(s, both, 2 * curve.octets);
        return both;
    }

    private static void put(BigInteger number, byte[] into, int end) {
        var octets = number.toByteArray();
        var skipped = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        var length = octets.length - skipped;
        System.arraycopy(octets, skipped, into, end - length, length);
    }

    private static byte[] der(Curve curve, String input) {
        try {
            var signature = Signature.getInstance("SHA" + curve.algorithm.substring(2) + "withECDSA");
            signature.initSign(curve.pair.getPrivate());
            signature.update(octets(input));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] twice(byte[] signature) {
        var both = Arrays.copyOf(signature, 2 * signature.length);
        System.arraycopy(signature, 0, both, signature.length, signature.length);
        return both;
    }

    private static String signed(String named, String kid, String algorithm, KeyPair pair) {
        return Mint.signed(header(named, kid), CLAIMS, algorithm, pair.getPrivate());
    }

    private static String input(String algorithm, String kid) {
        return encoded(header(algorithm, kid)) + "." + encoded(CLAIMS);
    }

    private static String header(String algorithm, String kid) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
