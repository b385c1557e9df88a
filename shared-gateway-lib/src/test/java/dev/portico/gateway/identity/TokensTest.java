package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.claims;
import static dev.portico.gateway.identity.Mint.claimsWith;
import static dev.portico.gateway.identity.Mint.claimsWithout;
import static dev.portico.gateway.identity.Mint.rs256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Tokens TOKENS =
            trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);

    static List<Arguments> sound() {
        return List.of(
                Arguments.of("RS256", SignatureAlgorithm.RS256, Mint.RSA.getPrivate(), Mint.RSA.getPublic()),
                Arguments.of("PS256", SignatureAlgorithm.PS256, Mint.RSA.getPrivate(), Mint.RSA.getPublic()),
                Arguments.of("ES256", SignatureAlgorithm.ES256, Mint.EC.getPrivate(), Mint.EC.getPublic()),
                Arguments.of("HS256", SignatureAlgorithm.HS256, Mint.SECRET, Mint.SECRET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void a_token_that_its_issuer_signed_proves_its_caller(
            String name, SignatureAlgorithm algorithm, Key signing, Key verifying) {
        var token = Mint.signed(header(name), Mint.json(claims()), name, signing);

        var user = (Caller.User) proven(trusting(verifying, algorithm).verify(token));

        assertThat(user.subject()).isEqualTo("alice");
        assertThat(user.roles()).containsExactly("customer");
        assertThat(user.scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
        assertThat(user.token().getIssuer()).isEqualTo(Mint.ISSUER);
    }

    @ParameterizedTest(name = "{0} in seconds: {1} from now")
    @CsvSource({"exp, -20", "nbf, 20"})
    void clocks_may_differ_by_the_leeway(String claim, int seconds) {
        proven(TOKENS.verify(rs256(claimsWith(claim, now() + seconds))));
    }

    @Test
    void a_token_need_not_say_when_it_was_issued() {
        proven(TOKENS.verify(rs256(claimsWithout("iat"))));
    }

    static List<Map<String, Object>> unsoundClaims() {
        return List.of(
                claimsWith("aud", "another"),
                claimsWith("aud", List.of()),
                claimsWithout("aud"),
                claimsWith("exp", now() - 40),
                claimsWith("exp", 0),
                claimsWith("exp", -1),
                claimsWith("exp", "9999999999"),
                claimsWithout("exp"),
                claimsWith("nbf", now() + 40),
                claimsWith("nbf", "tomorrow"),
                claimsWithout("sub"),
                claimsWith("sub", ""),
                claimsWith("sub", 7),
                claimsWith("sub", List.of("alice")),
                claimsWith("sub", "alice\r\nX-User-Role: admin"),
                claimsWith("sub", "al ice"),
                claimsWith("sub", "al\u00efce"),
                claimsWith("sub", "a".repeat(256)));
    }

    @ParameterizedTest
    @MethodSource("unsoundClaims")
    void a_signed_token_with_unsound_claims_is_rejected(Map<String, Object> claims) {
        assertThat(rejected(TOKENS.verify(rs256(claims)))).startsWith("It");
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
    void a_public_key_is_never_taken_for_a_shared_secret() {
        var publicKey = new SecretKeySpec(Mint.RSA.getPublic().getEncoded(), "HmacSHA256");
        var token = Mint.signed(header("HS256"), Mint.json(claims()), "HS256", publicKey);

        rejected(TOKENS.verify(token));
        rejected(trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256, SignatureAlgorithm.HS256)
                .verify(token));
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

    @Test
    void a_signature_of_zeros_is_rejected() {
        var zeros = Mint.encoded("\0".repeat(64));
        var token = Mint.encoded(header("ES256")) + "." + Mint.encoded(Mint.json(claims())) + "." + zeros;
        rejected(trusting(Mint.EC.getPublic(), SignatureAlgorithm.ES256).verify(token));
    }

    @Test
    void a_scope_that_is_no_text_is_no_scope() {
        var claims = claimsWith("scope", List.of("a", 7, List.of("b")));
        assertThat(proven(TOKENS.verify(rs256(claims))).scopes()).containsExactly("a");
    }

    @Test
    void roles_may_stand_deeper_and_scopes_may_be_a_list() {
        var keycloak = new Issuers(List.of(new Issuer(
                "keycloak",
                "keycloak",
                Mint.ISSUER,
                Set.of(Mint.AUDIENCE),
                Set.of(SignatureAlgorithm.RS256),
                Duration.ZERO,
                Optional.of("realm_access/roles"),
                "scp",
                Issuer.Callers.PARTNERS,
                new VerificationKeys.Fixed(Mint.RSA.getPublic()))));
        var claims = claimsWith("realm_access", Map.of("roles", List.of("partner", "gold")));
        claims.put("scp", List.of("a", "b"));

        var partner = (Caller.Partner) proven(new Tokens(keycloak, InstantSource.system()).verify(rs256(claims)));

        assertThat(partner.id()).isEqualTo("alice");
        assertThat(partner.roles()).containsExactlyInAnyOrder("partner", "gold");
        assertThat(partner.scopes()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_token_without_roles_and_scopes_has_none() {
        var claims = claimsWithout("groups");
        claims.remove("scope");
        var caller = proven(TOKENS.verify(rs256(claims)));
        assertThat(caller.roles()).isEmpty();
        assertThat(caller.scopes()).isEmpty();
    }

    static Tokens trusting(Key key, SignatureAlgorithm... algorithms) {
        return new Tokens(
                new Issuers(List.of(issuer(new VerificationKeys.Fixed(key), algorithms))), InstantSource.system());
    }

    static Issuer issuer(VerificationKeys keys, SignatureAlgorithm... algorithms) {
        return new Issuer(
                "main",
                "main",
                Mint.ISSUER,
                Set.of(Mint.AUDIENCE),
                Set.of(algorithms),
                Duration.ofSeconds(30),
                Optional.empty(),
                "scope",
                Issuer.Callers.USERS,
                keys);
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

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
