package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.problem.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of a token costs no signature check again, and is forgotten with the key that proved it. */
class RememberedTokensTest {

    private static final Duration LEEWAY = TokensTest.RULES.leeway();

    private final Provider provider = new Provider();
    private final Instant start = Instant.now();
    private Instant now = start;
    private final Tokens tokens = new Tokens(
            new Issuers(List.of(TokensTest.issuer(provider.keys, SignatureAlgorithm.RS256))),
            Optional.empty(),
            () -> now);
    private final String token = Mint.rs256(Mint.claimsWith("exp", start.getEpochSecond() + 300));

    @Test
    void a_token_is_verified_once() {
        publishes(published("k1", Mint.RSA.getPublic()));
        assertThat(tokens.verify(token))
                .isInstanceOf(Tokens.Verdict.Proven.class)
                .isSameAs(tokens.verify(token));
    }

    @Test
    void a_token_is_remembered_until_it_expires_and_no_longer() {
        publishes(published("k1", Mint.RSA.getPublic()));
        var proven = tokens.verify(token);
        var expiry = Instant.ofEpochSecond(start.getEpochSecond() + 300).plus(LEEWAY);

        now = expiry.minusSeconds(1);
        assertThat(tokens.verify(token)).isSameAs(proven);

        now = expiry;
        assertThat(TokensTest.rejected(tokens.verify(token))).isEqualTo("It has expired.");
    }

    @Test
    void keys_that_are_fetched_anew_and_are_the_same_forget_nothing() {
        publishes(published("k1", Mint.RSA.getPublic()));
        var proven = tokens.verify(token);
        publishes(published("k1", Mint.RSA.getPublic(), "k2", Mint.EC.getPublic()));
        assertThat(tokens.verify(token)).isSameAs(proven);
    }

    @Test
    void a_token_is_forgotten_when_its_key_is_taken_back() {
        publishes(published("k1", Mint.RSA.getPublic()));
        TokensTest.proven(tokens.verify(token));
        publishes(published("k2", Mint.FOREIGN_RSA.getPublic(), "k3", Mint.EC.getPublic()));
        assertThat(TokensTest.rejected(tokens.verify(token))).isEqualTo("It was not signed by its issuer.");
    }

    @Test
    void a_token_that_was_not_good_by_one_key_may_be_by_the_next_of_the_same_name() {
        publishes(published("k1", Mint.FOREIGN_RSA.getPublic()));
        TokensTest.rejected(tokens.verify(token));
        TokensTest.rejected(tokens.verify(token));

        publishes(published("k1", Mint.RSA.getPublic()));
        TokensTest.proven(tokens.verify(token));
    }

    @Test
    void a_token_that_is_too_early_is_good_when_its_time_comes() {
        publishes(published("k1", Mint.RSA.getPublic()));
        var claims = Mint.claimsWith("nbf", start.getEpochSecond() + 60);
        var early = Mint.rs256(claims);
        assertThat(TokensTest.rejected(tokens.verify(early))).isEqualTo("It is not valid yet.");

        now = start.plusSeconds(31);
        TokensTest.proven(tokens.verify(early));
    }

    @Test
    void while_a_key_is_fetched_the_verdict_waits() {
        var waiting = (Tokens.Verdict.Waiting) tokens.verify(token);
        var verdict = waiting.verdict().subscribeAsCompletionStage();
        assertThat(verdict).isNotDone();

        provider.answers(published("k1", Mint.RSA.getPublic()));

        assertThat(TokensTest.proven(verdict.join()).roles()).containsExactly("customer");
    }

    @Test
    void without_any_key_nothing_can_be_said() {
        var waiting = (Tokens.Verdict.Waiting) tokens.verify(token);
        var verdict = waiting.verdict().subscribeAsCompletionStage();
        provider.fails();

        assertThat(verdict.join()).isEqualTo(new Tokens.Verdict.Undecided(new Problem.Unavailable(5)));
        assertThat(tokens.verify(token)).isEqualTo(new Tokens.Verdict.Undecided(new Problem.Unavailable(5)));
    }

    private void publishes(String json) {
        provider.keys.refresh();
        provider.answers(json);
    }
}
