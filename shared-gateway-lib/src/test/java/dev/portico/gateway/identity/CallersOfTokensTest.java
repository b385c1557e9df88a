package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Mint.claims;
import static dev.portico.gateway.identity.Mint.claimsWith;
import static dev.portico.gateway.identity.Mint.claimsWithout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a properly signed token speaks for, and what that caller may do. */
class CallersOfTokensTest {

    static Stream<Map<String, Object>> withoutCaller() {
        return Stream.of(
                claimsWithout("sub"),
                claimsWith("sub", ""),
                claimsWith("sub", 7),
                claimsWith("sub", List.of("alice")),
                claimsWith("sub", "alice\r\nX-User-Role: admin"),
                claimsWith("sub", "al\tice"),
                claimsWith("sub", "al\u0085ice"),
                claimsWith("sub", "al\u2028ice"),
                claimsWith("sub", "al\u2029ice"),
                claimsWith("sub", "al\u0000ice"),
                claimsWith("sub", "a".repeat(256)),
                claimsWith("sub", "\ud83d\ude00".repeat(256)));
    }

    @Test
    void half_of_a_pair_that_stands_for_a_character_is_no_subject() {
        var halves = Json.of("{\"sub\":\"\\ud83d\"}");
        assertThat(TokensTest.CALLER.caller("t", halves)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jane Doe", "auth0|x", "\u7528\u6237", "J\u00f6rg", "100%", " ", "CN=a, O=\"b\"; c"})
    void a_subject_is_any_text_that_stays_on_its_line(String subject) {
        assertThat(subject(claimsWith("sub", subject))).isEqualTo(subject);
        assertThat(subject(claimsWith("sub", "\ud83d\ude00".repeat(255)))).hasSize(510);
    }

    private static String subject(Map<String, Object> claims) {
        var token = Mint.rs256(claims);
        var verdict = TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256)
                .verify(token);
        return ((Caller.User) TokensTest.proven(verdict)).subject();
    }

    @Test
    void whatever_names_a_token_holds_it_goes_by_the_id_of_its_caller() {
        var named = claimsWith("upn", "boss@shop.example");
        named.put("preferred_username", "boss");
        var user = (Caller.User) TokensTest.CALLER.caller("t", json(named)).orElseThrow();
        assertThat(user.token().getName()).isEqualTo("alice");
        var byClient = new CallerClaims("main", CallerClaims.Callers.PARTNERS, "upn", List.of("groups"), "scope");
        var partner = (Caller.Partner) byClient.caller("t", json(named)).orElseThrow();
        assertThat(Objects.requireNonNull(partner.token()).getName()).isEqualTo("boss@shop.example");
    }

    @ParameterizedTest
    @MethodSource("withoutCaller")
    void a_subject_is_1_to_255_characters_and_ends_no_line(Map<String, Object> claims) {
        assertThat(TokensTest.CALLER.caller("t", json(claims))).isEmpty();
        var verdict = TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256)
                .verify(Mint.rs256(claims));
        assertThat(TokensTest.rejected(verdict)).startsWith("Its subject is missing");
    }

    @Test
    void a_user_may_be_named_by_another_claim_beside_sub() {
        var byName =
                new CallerClaims("main", CallerClaims.Callers.USERS, "preferred_username", List.of("groups"), "scope");
        var user = (Caller.User) byName.caller("t", json(claimsWith("preferred_username", "ann")))
                .orElseThrow();
        assertThat(user.subject()).isEqualTo("ann");
        assertThat(byName.caller("t", json(claims()))).isEmpty();
    }

    static Stream<Arguments> roles() {
        return Stream.of(
                Arguments.of(List.of("groups"), claims(), Set.of("customer")),
                Arguments.of(List.of("groups"), claimsWith("groups", "a b"), Set.of("a", "b")),
                Arguments.of(List.of("groups"), claimsWith("groups", List.of("a", 7, List.of("b"), "a")), Set.of("a")),
                Arguments.of(List.of("groups"), claimsWithout("groups"), Set.of()),
                Arguments.of(List.of("groups"), claimsWith("groups", 7), Set.of()),
                Arguments.of(
                        List.of("realm_access/roles"),
                        claimsWith("realm_access", Map.of("roles", List.of("partner", "gold"))),
                        Set.of("partner", "gold")),
                Arguments.of(List.of("realm_access/roles"), claimsWith("realm_access", "roles"), Set.of()),
                Arguments.of(
                        List.of("https://shop.example/roles"),
                        claimsWith("https://shop.example/roles", List.of("a")),
                        Set.of("a")),
                Arguments.of(
                        List.of("\"https://shop.example/access\"/roles"),
                        claimsWith("https://shop.example/access", Map.of("roles", List.of("a"))),
                        Set.of("a")),
                Arguments.of(
                        List.of("groups", "realm_access/roles"),
                        claimsWith("realm_access", Map.of("roles", List.of("gold"))),
                        Set.of("customer", "gold")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("roles")
    void roles_are_found_where_the_table_says(List<String> places, Map<String, Object> claims, Set<String> roles) {
        var reading = new CallerClaims("main", CallerClaims.Callers.PARTNERS, "sub", places, "scope");
        var partner = (Caller.Partner) reading.caller("t", json(claims)).orElseThrow();
        assertThat(partner.id()).isEqualTo("alice");
        assertThat(partner.issuer()).isEqualTo("main");
        assertThat(partner.roles()).isEqualTo(roles);
        assertThat(Objects.requireNonNull(partner.token()).getGroups()).isEqualTo(roles);
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("plan", claims(), null),
                Arguments.of("plan", claimsWith("plan", "gold"), "gold"),
                Arguments.of("plan", claimsWith("plan", List.of("gold")), "gold"),
                Arguments.of("contract/plan", claimsWith("contract", Map.of("plan", "gold")), "gold"),
                Arguments.of("https://shop.example/plan", claimsWith("https://shop.example/plan", "gold"), "gold"),
                Arguments.of("plan", claimsWith("plan", "gold free"), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", List.of("gold", "free")), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", List.of()), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", ""), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", 7), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", Map.of("name", "gold")), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", "gold\r\nX: y"), CallerClaims.NO_NAME),
                Arguments.of("plan", claimsWith("plan", "g".repeat(65)), CallerClaims.NO_NAME));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_plan_is_one_name_and_what_is_none_does_not_count_as_nothing(
            String place, Map<String, Object> claims, @Nullable String plan) {
        var reading = new CallerClaims("main", CallerClaims.Callers.PARTNERS, "sub", List.of("groups"), "scope", place);
        var partner = (Caller.Partner) reading.caller("t", json(claims)).orElseThrow();
        assertThat(partner.plan()).isEqualTo(plan);
    }

    @Test
    void scopes_are_words_or_a_list() {
        assertThat(scopes(claims())).containsExactlyInAnyOrder("orders:read", "orders:write");
        assertThat(scopes(claimsWith("scope", List.of("a", "b")))).containsExactlyInAnyOrder("a", "b");
        assertThat(scopes(claimsWith("scope", List.of("a", 7, List.of("b"))))).containsExactly("a");
        assertThat(scopes(claimsWith("scope", "  "))).isEmpty();
        assertThat(scopes(claimsWithout("scope"))).isEmpty();
    }

    private static Set<String> scopes(Map<String, Object> claims) {
        return TokensTest.CALLER.caller("t", json(claims)).orElseThrow().scopes();
    }

    private static Json json(Map<String, Object> claims) {
        return Json.of(Mint.json(claims));
    }
}
