package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.claims;
import static dev.portico.gateway.identity.Mint.claimsWith;
import static dev.portico.gateway.identity.Mint.claimsWithout;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a properly signed token has to say to prove a caller, and what its claims mean. */
class ClaimsOfTokensTest {

    private static final long NOW = Mint.second();

    static Stream<Map<String, Object>> sound() {
        return Stream.of(
                claims(),
                claimsWith("aud", "portico"),
                claimsWith("aud", List.of("portico")),
                claimsWith("exp", NOW - 20),
                claimsWith("exp", NOW + 300.5),
                claimsWith("exp", 1L << 53),
                claimsWith("exp", (double) (NOW + 300)),
                claimsWith("nbf", NOW + 20),
                claimsWith("nbf", 0),
                claimsWith("iat", NOW + 20),
                claimsWith("iat", 0),
                claimsWithout("iat"),
                claimsWith("sub", "a".repeat(255)),
                claimsWith("sub", "auth0|5f7c8ec7c33c6c004bbafe82"),
                claimsWith("typ", "Bearer"),
                claimsWith("token_use", "access"),
                claimsWith("token_use", "access_token"),
                claimsWith("token_use", null),
                claimsWith("token_type", "Bearer"),
                claimsWith("token_type", "access"),
                claimsWith("token_type", null),
                claimsWith("cnf", null),
                claimsWith("nonce", "n-1"),
                claimsWith("iss\u0000", "another"));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void sound_claims_are_believed(Map<String, Object> claims) {
        assertThat(objection("jwt", claims)).isEmpty();
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                        cases(
                                "It is not meant for this audience.",
                                "aud",
                                "another",
                                List.of(),
                                List.of("other"),
                                "",
                                7),
                        cases(
                                "It is not meant for this audience.",
                                "aud",
                                List.of(7, "portico"),
                                Map.of("a", "portico")),
                        cases(
                                "It is not meant for this audience.",
                                "aud",
                                "Portico",
                                "portico ",
                                List.of(List.of("portico"))),
                        cases("Its issuer is another one.", "iss", "https://evil.example", "https://login.example/", 7),
                        cases("It has expired.", "exp", NOW - 31, 0, 1),
                        cases("Its exp is no time.", "exp", "9999999999", -1, true, (1L << 53) + 2, List.of(NOW + 300)),
                        cases(
                                "Its exp is no time.",
                                "exp",
                                null,
                                Double.MAX_VALUE,
                                Map.of("at", NOW + 300),
                                "tomorrow"),
                        cases("It is not valid yet.", "nbf", NOW + 60, 1L << 53),
                        cases(
                                "Its nbf is no time.",
                                "nbf",
                                null,
                                "0",
                                "tomorrow",
                                -1,
                                false,
                                List.of(),
                                Double.MAX_VALUE),
                        cases("It is not valid yet.", "iat", NOW + 60, 1L << 53),
                        cases("Its iat is no time.", "iat", null, "now", Long.toString(NOW), -1, true),
                        cases("It is no access token.", "at_hash", "x"),
                        cases("It is no access token.", "c_hash", "x"),
                        cases("It is no access token.", "events", Map.of()),
                        cases("It is no access token.", "typ", "ID", "Refresh", "Offline", "Logout", "DPoP"),
                        cases("It is no access token.", "token_use", "id", "refresh", "refresh_token", "", 7),
                        cases("It is no access token.", "token_use", List.of("access"), true),
                        cases("It is no access token.", "token_type", "refresh_token", "REFRESH", "id_token", "DPoP"),
                        cases("It is no access token.", "token_type", "pop", "", 7, List.of("Bearer")),
                        cases("It is bound to a key, which a bearer does not show.", "cnf", Map.of("jkt", "x")))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("unsound")
    void unsound_claims_are_not(String objection, Map<String, Object> claims) {
        assertThat(objection("jwt", claims)).contains(objection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp"})
    void a_claim_that_is_required_has_to_be_there(String name) {
        assertThat(objection("jwt", claimsWithout(name))).isPresent();
        var empty = new LinkedHashMap<>(claims());
        empty.put(name, null);
        assertThat(objection("jwt", empty)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "jwt, true",
        "at+jwt, true",
        "id_token, false",
        "logout+jwt, false",
        "dpop+jwt, false",
        "secevent+jwt, false",
        "jwe, false",
        "client-authentication+jwt, false"
    })
    void a_type_is_one_of_access_tokens(String type, boolean taken) {
        assertThat(objection(type, claims()).isEmpty()).isEqualTo(taken);
    }

    @Test
    void an_issuer_that_names_its_types_has_no_others() {
        var strict = new TokenRules(Mint.ISSUER, Set.of("portico"), Set.of("at+jwt"), Map.of(), Duration.ZERO);
        assertThat(strict.objection("at+jwt", json(claims()), NOW)).isEmpty();
        assertThat(strict.objection("jwt", json(claims()), NOW)).isPresent();
        assertThat(strict.objection("", json(claims()), NOW)).isPresent();
    }

    static Stream<Arguments> wanted() {
        return Stream.of(
                Arguments.of(Map.of("tenant", Set.of()), claimsWith("tenant", "a"), true),
                Arguments.of(Map.of("tenant", Set.of()), claimsWith("tenant", null), false),
                Arguments.of(Map.of("tenant", Set.of("null")), claimsWith("tenant", null), false),
                Arguments.of(
                        Map.of("tenant", Set.of("null")), claimsWith("tenant", Collections.singletonList(null)), false),
                Arguments.of(Map.of("tenant", Set.of()), claimsWith("tenant", false), true),
                Arguments.of(Map.of("tenant", Set.of()), claims(), false),
                Arguments.of(Map.of("tenant", Set.of("a", "b")), claimsWith("tenant", "b"), true),
                Arguments.of(Map.of("tenant", Set.of("a", "b")), claimsWith("tenant", "c"), false),
                Arguments.of(Map.of("tenant", Set.of("a", "b")), claimsWith("tenant", List.of("c", "b")), true),
                Arguments.of(Map.of("tenant", Set.of("a", "b")), claimsWith("tenant", Map.of("a", "b")), false),
                Arguments.of(Map.of("tenant", Set.of("a", "b")), claims(), false),
                Arguments.of(Map.of("email_verified", Set.of("true")), claimsWith("email_verified", true), true),
                Arguments.of(Map.of("email_verified", Set.of("true")), claimsWith("email_verified", false), false),
                Arguments.of(Map.of("level", Set.of("2")), claimsWith("level", 2), true),
                Arguments.of(Map.of("a", Set.of(), "b", Set.of()), claimsWith("a", 1), false));
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void claims_that_the_table_wants_have_to_be_there(
            Map<String, Set<String>> wanted, Map<String, Object> claims, boolean believed) {
        var rules = new TokenRules(Mint.ISSUER, Set.of("portico"), Set.of(""), wanted, Duration.ZERO);
        assertThat(rules.objection("", json(claims), NOW).isEmpty()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({"portico, true", "another, false", ", false"})
    void an_issuer_may_say_in_another_claim_whom_its_tokens_are_for(String client, boolean believed) {
        var rules = new TokenRules(
                Mint.ISSUER,
                new TokenRules.Audience("client_id", Set.of("portico")),
                TokenRules.USUAL_TYPES,
                Map.of(),
                Duration.ZERO);
        assertThat(rules.objection("", json(claimsWith("client_id", client)), NOW)
                        .isEmpty())
                .isEqualTo(believed);
    }

    @Test
    void time_is_that_of_the_clock_that_is_passed_in() {
        var later = InstantSource.fixed(Instant.ofEpochSecond(NOW + 10_000));
        var issuer = TokensTest.issuer(VerificationKeys.given(Mint.RSA.getPublic()), SignatureAlgorithm.RS256);
        var tokens = new Tokens(new Issuers(List.of(issuer)), Optional.empty(), later);
        assertThat(TokensTest.rejected(tokens.verify(Mint.rs256(claims())))).isEqualTo("It has expired.");
        TokensTest.proven(tokens.verify(Mint.rs256(claimsWith("exp", NOW + 10_300))));
    }

    private static Stream<Arguments> cases(String objection, String claim, @Nullable Object... values) {
        return Arrays.stream(values).map(value -> Arguments.of(objection, claimsWith(claim, value)));
    }

    private static Optional<String> objection(String type, Map<String, Object> claims) {
        return TokensTest.RULES.objection(type, json(claims), NOW);
    }

    private static Json json(Map<String, Object> claims) {
        return Json.of(Mint.json(claims));
    }
}
