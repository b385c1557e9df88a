package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthenticateTest {

    private static final Access CALLER = new Access.AnyCaller();
    private static final Access ANYONE = new Access.Anyone(false);
    private static final Access ANYONE_AT_ALL = new Access.Anyone(true);

    private static final String GOOD = Mint.rs256(Mint.claims());
    private static final String BAD = Mint.rs256(Mint.claimsWith("aud", "another"));

    static List<Arguments> cases() {
        return List.of(
                Arguments.of(CALLER, "Bearer " + GOOD, "alice"),
                Arguments.of(CALLER, "bearer " + GOOD, "alice"),
                Arguments.of(CALLER, "BEARER   " + GOOD + " ", "alice"),
                Arguments.of(ANYONE, "Bearer " + GOOD, "alice"),
                Arguments.of(ANYONE_AT_ALL, "Bearer " + GOOD, "alice"),
                Arguments.of(CALLER, "Bearer " + BAD, "401"),
                Arguments.of(ANYONE, "Bearer " + BAD, "401"),
                Arguments.of(ANYONE_AT_ALL, "Bearer " + BAD, "nobody"),
                Arguments.of(CALLER, "Bearer", "401"),
                Arguments.of(CALLER, "Bearer ", "401"),
                Arguments.of(CALLER, "", "401"),
                Arguments.of(CALLER, GOOD, "401"),
                Arguments.of(CALLER, "Basic YWxpY2U6c2VjcmV0", "401"),
                Arguments.of(ANYONE_AT_ALL, "Basic YWxpY2U6c2VjcmV0", "nobody"),
                Arguments.of(CALLER, "DPoP " + GOOD, "401"),
                Arguments.of(CALLER, "Bearer Bearer " + GOOD, "401"),
                Arguments.of(CALLER, "Bearer\t" + GOOD, "401"),
                Arguments.of(CALLER, "Bearer \t" + GOOD, "401"),
                Arguments.of(CALLER, "Bearer " + GOOD + "\t", "401"),
                Arguments.of(CALLER, "Bearer \u2003" + GOOD, "401"),
                Arguments.of(CALLER, "Bearer " + GOOD + " " + GOOD, "401"),
                Arguments.of(CALLER, "Bearer " + GOOD + ", Bearer " + GOOD, "401"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_bearer_token_proves_a_caller_or_ends_in_401(Access access, String authorization, String outcome) {
        assertThat(outcome(gate(access).enter(sending(authorization)))).isEqualTo(outcome);
    }

    @Test
    void without_a_token_the_request_goes_on_as_nobody() {
        assertThat(outcome(gate(CALLER).enter(matched(SentRequest.get("/"))))).isEqualTo("nobody");
    }

    @Test
    void two_tokens_are_one_too_many_even_when_both_are_good() {
        var twice =
                SentRequest.get("/").with("Authorization", "Bearer " + GOOD).with("authorization", "Bearer " + GOOD);
        assertThat(Passages.refused(gate(CALLER).enter(matched(twice))).detail())
                .contains("more than once");
    }

    @Test
    void a_refusal_carries_the_challenge_and_never_the_token() {
        var problem = Passages.refused(gate(CALLER).enter(sending("Bearer " + BAD)));
        assertThat(problem.fields())
                .containsExactly(
                        new Problem.Field("WWW-Authenticate", "Bearer realm=\"portico\", error=\"invalid_token\""));
        assertThat(problem.detail()).endsWith("Get a new one.").doesNotContain(BAD);
    }

    @Test
    void while_a_key_is_fetched_the_request_waits() {
        var provider = new Provider();
        var tokens = new Tokens(
                new Issuers(List.of(TokensTest.issuer(provider.keys, SignatureAlgorithm.RS256))),
                Optional.empty(),
                InstantSource.system());
        var passage = new Authenticate(tokens, List.of(CALLER, CALLER)).enter(sending("Bearer " + GOOD));
        assertThat(passage).isInstanceOf(Passage.Later.class);

        provider.answers(Provider.published("k1", Mint.RSA.getPublic()));

        assertThat(outcome(Passages.arrived(passage))).isEqualTo("alice");
    }

    @Test
    void an_issuer_without_keys_is_503_and_not_401() {
        var provider = new Provider();
        provider.keys.refresh();
        provider.fails();
        var tokens = new Tokens(
                new Issuers(List.of(TokensTest.issuer(provider.keys, SignatureAlgorithm.RS256))),
                Optional.empty(),
                InstantSource.system());
        assertThat(outcome(new Authenticate(tokens, List.of(CALLER, ANYONE_AT_ALL)).enter(sending("Bearer " + GOOD))))
                .isEqualTo("503");
    }

    private static Authenticate gate(Access access) {
        var tokens = TokensTest.trusting(Mint.RSA.getPublic(), SignatureAlgorithm.RS256);
        return new Authenticate(tokens, List.of(CALLER, access));
    }

    private static Exchange sending(String authorization) {
        return matched(SentRequest.get("/").with("Authorization", authorization));
    }

    private static Exchange matched(SentRequest request) {
        return Exchange.of(request).matched(new Route(1, "row", "/"), "/");
    }

    private static String outcome(Passage passage) {
        return switch (passage) {
            case Passage.Refused(var problem) -> Integer.toString(problem.kind().status());
            case Passage.Onward(var exchange) ->
                exchange.caller() instanceof Caller.User user ? user.subject() : "nobody";
            case Passage.Answered answered -> "answered";
            case Passage.Later later -> "later";
        };
    }
}
