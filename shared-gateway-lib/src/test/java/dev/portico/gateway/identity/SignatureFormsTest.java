package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature has the one form that its algorithm has (RFC 7518 section 3), and is never trivial. */
class SignatureFormsTest {

    static List<Arguments> forms() {
        var input = Mint.encoded("{\"alg\":\"ES256\",\"kid\":\"k1\"}") + "." + Mint.encoded(Mint.json(Mint.claims()));
        var sound = Mint.signature("ES256", Mint.EC.getPrivate(), input.getBytes(StandardCharsets.US_ASCII));
        var order = EllipticCurves.P256.getOrder();
        return List.of(
                Arguments.of("zeros", input, new byte[64]),
                Arguments.of("r is zero", input, halves(BigInteger.ZERO, BigInteger.ONE)),
                Arguments.of("s is zero", input, halves(BigInteger.ONE, BigInteger.ZERO)),
                Arguments.of("r and s are the order", input, halves(order, order)),
                Arguments.of("r and s are one", input, halves(BigInteger.ONE, BigInteger.ONE)),
                Arguments.of("DER", input, der(input)),
                Arguments.of("one octet short", input, Arrays.copyOf(sound, 63)),
                Arguments.of("one octet more", input, Arrays.copyOf(sound, 65)),
                Arguments.of("two octets more in the middle", input, widened(sound)),
                Arguments.of("halves exchanged", input, exchanged(sound)),
                Arguments.of("one octet", input, new byte[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void a_signature_of_another_form_is_rejected(String name, String input, byte[] signature) {
        var verdict = FittingKeysTest.tokens(FittingKeysTest.published(Mint.EC.getPublic()))
                .verify(input + "." + Mint.encoded(signature));
        assertThat(TokensTest.rejected(verdict)).isEqualTo("It was not signed by its issuer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "EdDSA"})
    void a_signature_of_zeros_is_rejected_whatever_the_algorithm(String algorithm) {
        var pair = algorithm.equals("EdDSA") ? Mint.ED25519 : Mint.RSA;
        var length = algorithm.equals("EdDSA") ? 64 : 256;
        var token = FittingKeysTest.token(algorithm, pair);
        var zeros = token.substring(0, token.lastIndexOf('.') + 1) + Mint.encoded(new byte[length]);
        TokensTest.rejected(FittingKeysTest.tokens(FittingKeysTest.published(pair.getPublic()))
                .verify(zeros));
    }

    private static byte[] halves(BigInteger r, BigInteger s) {
        var both = new byte[64];
        put(r, both, 32);
        put(s, both, 64);
        return both;
    }

    private static void put(BigInteger number, byte[] into, int end) {
        var octets = number.toByteArray();
        var length = Math.min(32, octets.length);
        System.arraycopy(octets, octets.length - length, into, end - length, length);
    }

    private static byte[] der(String input) {
        try {
            var signature = java.security.Signature.getInstance("SHA256withECDSA");
            signature.initSign(Mint.EC.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] widened(byte[] sound) {
        var wide = new byte[66];
        System.arraycopy(sound, 0, wide, 1, 32);
        System.arraycopy(sound, 32, wide, 34, 32);
        return wide;
    }

    private static byte[] exchanged(byte[] sound) {
        var turned = new byte[64];
        System.arraycopy(sound, 32, turned, 0, 32);
        System.arraycopy(sound, 0, turned, 32, 32);
        return turned;
    }
}
