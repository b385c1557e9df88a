package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.claims;
import static dev.portico.gateway.identity.Mint.claimsWith;
import static dev.portico.gateway.identity.Mint.rs256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.Key;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    static final TokenRules RULES = new TokenRules(
            Mint.ISSUER, Set.of(Mint.AUDIENCE), TokenRules.USUAL_TYPES, Map.of(), Duration.ofSeconds(30));

    static final CallerClaims CALLER =
            new CallerClaims("main", CallerClaims.Callers.USERS, "sub", List.of("groups"), "scope");

    private static final Tokens TOKENS =
            trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);

    static List<Arguments> sound() {
        return List.of(
                Arguments.of(SignatureAlgorithm.RS256, Mint.RSA),
                Arguments.of(SignatureAlgorithm.RS384, Mint.RSA),
                Arguments.of(SignatureAlgorithm.RS512, Mint.RSA),
                Arguments.of(SignatureAlgorithm.PS256, Mint.RSA),
                Arguments.of(SignatureAlgorithm.PS384, Mint.RSA),
                Arguments.of(SignatureAlgorithm.PS512, Mint.RSA),
                Arguments.of(SignatureAlgorithm.ES256, Mint.EC),
                Arguments.of(SignatureAlgorithm.ES384, Mint.EC_384),
                Arguments.of(SignatureAlgorithm.ES512, Mint.EC_521),
                Arguments.of(SignatureAlgorithm.EDDSA, Mint.ED25519),
                Arguments.of(SignatureAlgorithm.EDDSA, Mint.ED448));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void a_token_that_its_issuer_signed_proves_its_caller(SignatureAlgorithm algorithm, KeyPair pair) {
        var name = algorithm.getAlgorithm();
        var token = Mint.signed(header(name), Mint.json(claims()), name, pair.getPrivate());

        var user = (Caller.User) proven(trusting(pair.getPublic(), algorithm).verify(token));

        assertThat(user.issuer()).isEqualTo("main");

        assertThat(user.subject()).isEqualTo("alice");
        assertThat(user.roles()).containsExactly("customer");
        assertThat(user.scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
        assertThat(user.token().getIssuer()).isEqualTo(Mint.ISSUER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void a_shared_secret_proves_too(String name) {
        var token = Mint.signed(header(name), Mint.json(claims()), name, Mint.SECRET);
        proven(trusting(Mint.SECRET, SignatureAlgorithm.fromAlgorithm(name)).verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.example/", "https://evil.example", "", "HTTPS://LOGIN.EXAMPLE"})
    void an_issuer_is_trusted_by_its_exact_name(String issuer) {
        assertThat(rejected(TOKENS.verify(rs256(claimsWith("iss", issuer)))))
                .isEqualTo("Its issuer is not trusted here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "NONE",
                "nOnE",
                "HS256",
                "RS384",
                "ES256",
                "EdDSA",
                "rs256",
                "",
                "RSA-OAEP",
                "dir"
            })
    void an_algorithm_that_the_issuer_does_not_use_is_rejected_whatever_the_signature(String algorithm) {
        var token = Mint.signed(header(algorithm), Mint.json(claims()), "RS256", Mint.RSA.getPrivate());
        assertThat(rejected(TOKENS.verify(token))).isEqualTo("Its signature algorithm is not accepted here.");
    }

    @Test
    void an_unsigned_token_is_rejected() {
        var unsigned = Mint.encoded(header("none")) + "." + Mint.encoded(Mint.json(claims())) + ".";
        assertThat(rejected(TOKENS.verify(unsigned))).contains("three parts");
    }

    @Test
    void a_signature_by_another_key_is_rejected() {
        rejected(TOKENS.verify(
                Mint.signed(header("RS256"), Mint.json(claims()), "RS256", Mint.FOREIGN_RSA.getPrivate())));
    }

    @Test
    void a_signature_over_other_claims_is_rejected() {
        var parts = rs256(claims()).split("\\.", -1);
        rejected(TOKENS.verify(parts[0] + "." + Mint.encoded(Mint.json(claimsWith("sub", "bob"))) + "." + parts[2]));
    }

    static Tokens trusting(Key key, SignatureAlgorithm... algorithms) {
        return new Tokens(
                new Issuers(List.of(issuer(VerificationKeys.given(key), algorithms))),
                Optional.empty(),
                InstantSource.system());
    }

    static Issuer issuer(VerificationKeys keys, SignatureAlgorithm... algorithms) {
        return new Issuer("main", Set.of(algorithms), RULES, CALLER, keys);
    }

    static Caller proven(Tokens.Verdict verdict) {
        return switch (verdict) {
            case Tokens.Verdict.Proven(var caller) -> caller;
            case Tokens.Verdict other -> throw new AssertionError("not proven: " + other);
        };
    }

    static String rejected(Tokens.Verdict verdict) {
        return switch (verdict) {
            case Tokens.Verdict.Rejected(var why) -> why;
            case Tokens.Verdict other -> throw new AssertionError("not rejected: " + other);
        };
    }

    private static String header(String algorithm) {
        return "{\"alg\":\"" + algorithm + "\"}";
    }
}
