package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature counts only by an algorithm that its key is for, in the one form that the algorithm has (RFC 7518, RFC 8725). */
class FittingKeysTest {

    private static final Map<String, KeyPair> PAIRS = Map.of(
            "RSA", Mint.RSA, "P-256", Mint.EC, "P-384", Mint.EC_384, "P-521", Mint.EC_521, "Ed25519", Mint.ED25519);

    private static final Map<String, List<String>> ALGORITHMS = Map.of(
            "RSA", List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
            "P-256", List.of("ES256"),
            "P-384", List.of("ES384"),
            "P-521", List.of("ES512"),
            "Ed25519", List.of("EdDSA"));

    static Stream<Arguments> everyAlgorithmWithEveryKey() {
        return ALGORITHMS.values().stream().flatMap(List::stream).flatMap(algorithm -> PAIRS.keySet().stream()
                .map(kind -> Arguments.of(algorithm, kind)));
    }

    /** Signs with a key of the algorithm's own kind where the published one cannot. */
    @ParameterizedTest(name = "{0} with a key of {1}")
    @MethodSource("everyAlgorithmWithEveryKey")
    void an_algorithm_goes_with_keys_of_its_own_kind_only(String algorithm, String kind) {
        var fits = ALGORITHMS.getOrDefault(kind, List.of()).contains(algorithm);
        var signing = fits ? kind : kindOf(algorithm);
        var token = token(algorithm, pair(signing));

        var verdict = tokens(published(pair(kind).getPublic())).verify(token);

        if (fits) {
            TokensTest.proven(verdict);
        } else {
            assertThat(TokensTest.rejected(verdict)).isEqualTo("Its key is not known.");
        }
    }

    @ParameterizedTest(name = "the key is for {0}, the token says {1}")
    @CsvSource({
        "RS256, RS512",
        "RS256, PS256",
        "PS256, RS256",
        "PS512, PS256",
        "RS384, RS256",
        "RSA-OAEP, RS256",
        "HS256, RS256"
    })
    void a_key_that_names_its_algorithm_is_for_no_other(String named, String algorithm) {
        var jwk = named(Mint.RSA.getPublic());
        jwk.setAlgorithm(named);
        var other = Provider.jwk(Mint.EC.getPublic());
        other.setKeyId("other");

        var verdict = tokens(set(jwk, other)).verify(token(algorithm, Mint.RSA));

        assertThat(verdict).isNotInstanceOf(Tokens.Verdict.Proven.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enc |               | false",
                "sig |               | true",
                "    | verify        | true",
                "    | sign, verify  | true",
                "    | sign          | false",
                "    | encrypt       | false",
                "sig | wrapKey       | false",
                "tls |               | false",
                "    |               | true"
            })
    void a_key_that_says_what_it_is_for_is_for_nothing_else(String use, String operations, boolean verifies) {
        var jwk = named(Mint.RSA.getPublic());
        jwk.setUse(use);
        jwk.setKeyOps(operations == null ? null : Arrays.asList(operations.split(", ", -1)));
        var other = Provider.jwk(Mint.EC.getPublic());
        other.setKeyId("other");

        var verdict = tokens(set(jwk, other)).verify(token("RS256", Mint.RSA));

        assertThat(verdict instanceof Tokens.Verdict.Proven).isEqualTo(verifies);
    }

    static List<Arguments> unusable() {
        var large = BigInteger.ONE.shiftLeft(8200).setBit(0);
        return List.of(
                Arguments.of("RSA of 1024 bits", Mint.rsa(8, 1024).getPublic()),
                Arguments.of("RSA of 2040 bits", Mint.rsa(9, 2040).getPublic()),
                Arguments.of("RSA of 8201 bits", rsa(large, BigInteger.valueOf(65_537))),
                Arguments.of("RSA with the exponent 1", rsa(modulus(), BigInteger.ONE)),
                Arguments.of(
                        "RSA with a long exponent",
                        rsa(modulus(), BigInteger.ONE.shiftLeft(100).setBit(0))),
                Arguments.of("RSA of 2047 bits", rsa(modulus().shiftRight(1).setBit(0), BigInteger.valueOf(65_537))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void a_key_that_is_weak_costly_or_of_another_kind_is_not_used(String name, PublicKey key) {
        assertThat(FittingAlgorithms.of(key)).isEmpty();
        var jwk = named(key);
        var other = Provider.jwk(Mint.EC.getPublic());
        other.setKeyId("other");

        var set = JwkSet.of(new JsonWebKeySet(jwk, other).toJson());

        assertThat(set.keys()).extracting(VerificationKey::id).containsExactly("other");
    }

    @Test
    void a_key_on_another_curve_is_for_nothing() {
        assertThat(FittingAlgorithms.of(new Koblitz())).isEmpty();
    }

    @Test
    void keys_that_are_not_used_are_named_for_the_log_in_one_harmless_line() {
        var weak = jwk("k1\n2026 ERROR", Mint.rsa(8, 1024).getPublic());
        var encrypting = jwk("e1", Mint.FOREIGN_RSA.getPublic());
        encrypting.setUse("enc");
        var set = JwkSet.of(set(weak, encrypting, jwk("k2", Mint.EC.getPublic())));
        assertThat(set.unusable()).containsExactly("k1?2026?ERROR (RSA)");
    }

    @Test
    void a_public_key_is_never_taken_for_a_shared_secret() {
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Mint.RSA.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var secrets = List.of(
                Mint.RSA.getPublic().getEncoded(),
                pem.getBytes(StandardCharsets.US_ASCII),
                named(Mint.RSA.getPublic()).toJson().getBytes(StandardCharsets.US_ASCII));
        for (var secret : secrets) {
            var token = Mint.signed(
                    "{\"alg\":\"HS256\",\"kid\":\"k1\"}",
                    Mint.json(Mint.claims()),
                    "HS256",
                    new SecretKeySpec(secret, "HmacSHA256"));
            TokensTest.rejected(tokens(published(Mint.RSA.getPublic())).verify(token));
            TokensTest.rejected(
                    TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256, SignatureAlgorithm.HS256)
                            .verify(token));
        }
    }

    @Test
    void without_a_key_id_one_of_the_keys_that_fit_has_to_have_signed() {
        var token = Mint.rs256(Mint.claims());
        TokensTest.proven(tokens(set(named(Mint.RSA.getPublic()), jwk("e", Mint.EC.getPublic())))
                .verify(token));
        TokensTest.proven(tokens(set(named(Mint.FOREIGN_RSA.getPublic()), jwk("r", Mint.RSA.getPublic())))
                .verify(token));
        TokensTest.rejected(tokens(set(named(Mint.FOREIGN_RSA.getPublic()), jwk("r", Mint.EC.getPublic())))
                .verify(token));
    }

    @Test
    void one_key_id_may_be_that_of_two_keys_of_one_kind() {
        var keys = tokens(set(named(Mint.FOREIGN_RSA.getPublic()), named(Mint.RSA.getPublic())));
        TokensTest.proven(keys.verify(token("RS256", Mint.RSA)));
        TokensTest.proven(keys.verify(token("RS256", Mint.FOREIGN_RSA)));
        TokensTest.rejected(keys.verify(token("RS256", Mint.rsa(9, 2048))));
    }

    @Test
    void one_key_id_may_be_that_of_two_keys_of_different_kinds() {
        var keys = tokens(set(named(Mint.RSA.getPublic()), named(Mint.EC.getPublic())));
        TokensTest.proven(keys.verify(token("RS256", Mint.RSA)));
        TokensTest.proven(keys.verify(token("ES256", Mint.EC)));
    }

    private static KeyPair pair(String kind) {
        return Objects.requireNonNull(PAIRS.get(kind));
    }

    private static String kindOf(String algorithm) {
        return ALGORITHMS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(algorithm))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static String token(String algorithm, KeyPair pair) {
        return Mint.signed(
                "{\"alg\":\"" + algorithm + "\",\"kid\":\"k1\"}",
                Mint.json(Mint.claims()),
                algorithm,
                pair.getPrivate());
    }

    static Tokens tokens(String jwks) {
        var provider = new Provider();
        provider.keys.refresh();
        provider.answers(jwks);
        var algorithms = ALGORITHMS.values().stream()
                .flatMap(List::stream)
                .map(SignatureAlgorithm::fromAlgorithm)
                .toArray(SignatureAlgorithm[]::new);
        return new Tokens(
                new Issuers(List.of(TokensTest.issuer(provider.keys, algorithms))),
                Optional.empty(),
                InstantSource.system());
    }

    static String published(PublicKey key) {
        return set(named(key));
    }

    private static String set(JsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson();
    }

    private static JsonWebKey named(PublicKey key) {
        return jwk("k1", key);
    }

    private static JsonWebKey jwk(String id, PublicKey key) {
        var jwk = Provider.jwk(key);
        jwk.setKeyId(id);
        return jwk;
    }

    private static BigInteger modulus() {
        return ((RSAPublicKey) Mint.RSA.getPublic()).getModulus();
    }

    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
        return new RSAPublicKeyOf(modulus, exponent);
    }

    /** The JDK itself refuses to make such keys; a set may still hold them. */
    private record RSAPublicKeyOf(BigInteger getModulus, BigInteger getPublicExponent) implements RSAPublicKey {
        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    /** The JDK no longer knows secp256k1, and makes no such keys either. */
    private record Koblitz() implements ECPublicKey {
        @Override
        public ECPoint getW() {
            return EllipticCurves.SECP256K1.getGenerator();
        }

        @Override
        public ECParameterSpec getParams() {
            return EllipticCurves.SECP256K1;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
