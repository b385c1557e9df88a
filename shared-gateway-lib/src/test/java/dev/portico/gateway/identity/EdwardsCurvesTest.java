package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EdDSA goes by a name of its own for each curve too (RFC 9864), and by that for no other one. */
class EdwardsCurvesTest {

    @ParameterizedTest(name = "alg {0}, a key on {1} with alg {2}")
    @CsvSource({
        "EdDSA, Ed25519, , true",
        "Ed25519, Ed25519, , true",
        "Ed25519, Ed25519, EdDSA, true",
        "Ed25519, Ed25519, Ed25519, true",
        "EdDSA, Ed25519, Ed25519, true",
        "Ed448, Ed25519, , false",
        "Ed25519, Ed25519, Ed448, false",
        "EdDSA, Ed448, , true",
        "Ed448, Ed448, , true",
        "Ed448, Ed448, Ed448, true",
        "Ed25519, Ed448, , false",
        "ed25519, Ed25519, , false",
        "Ed25519, P-256, , false"
    })
    void an_edwards_curve_may_be_named_in_full(String algorithm, String curve, @Nullable String named, boolean proven) {
        var pair = curve.equals("Ed448") ? Mint.ED448 : (curve.equals("P-256") ? Mint.EC : Mint.ED25519);
        var jwk = jwk("k1", pair.getPublic());
        jwk.setAlgorithm(named);
        var other = jwk("other", Mint.RSA.getPublic());
        var signing = curve.equals("P-256") ? "ES256" : "EdDSA";
        var token = Mint.signed(
                "{\"alg\":\"" + algorithm + "\",\"kid\":\"k1\"}", Mint.json(Mint.claims()), signing, pair.getPrivate());
        assertThat(
                        FittingKeysTest.tokens(new JsonWebKeySet(jwk, other).toJson())
                                        .verify(token)
                                instanceof Tokens.Verdict.Proven)
                .isEqualTo(proven);
    }

    private static JsonWebKey jwk(String id, PublicKey key) {
        var jwk = Provider.jwk(key);
        jwk.setKeyId(id);
        return jwk;
    }
}
