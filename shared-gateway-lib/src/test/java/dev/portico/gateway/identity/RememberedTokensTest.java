package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.problem.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The issuer takes its key back, so that only what is remembered can still be proven. */
class RememberedTokensTest {

    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final Provider provider = new Provider();
    private final Instant start = Instant.now();
    private Instant now = start;
    private final Tokens tokens =
            new Tokens(new Issuers(List.of(TokensTest.issuer(provider.keys, SignatureAlgorithm.RS256))), () -> now);
    private final String token = Mint.rs256(Mint.claimsWith("exp", start.getEpochSecond() + 300));

    @Test
    void a_token_is_verified_once() {
        provedThenTakenBack();
        TokensTest.proven(tokens.verify(token));
    }

    @Test
    void another_token_is_verified_on_its_own() {
        provedThenTakenBack();
        assertThat(TokensTest.rejected(tokens.verify(Mint.rs256(Mint.claimsWith("jti", "2")))))
                .isEqualTo("Its key is not known.");
    }

    @Test
    void a_token_is_remembered_until_it_expires_and_no_longer() {
        provedThenTakenBack();
        var expiry = Instant.ofEpochSecond(start.getEpochSecond() + 300).plus(LEEWAY);

        now = expiry.minusSeconds(1);
        TokensTest.proven(tokens.verify(token));

        now = expiry;
        assertThat(TokensTest.rejected(tokens.verify(token))).isEqualTo("Its key is not known.");
    }

    @Test
    void a_rejected_token_is_not_remembered() {
        provider.keys.refresh();
        provider.answers(published("k1", Mint.FOREIGN_RSA.getPublic()));
        TokensTest.rejected(tokens.verify(token));

        provider.keys.refresh();
        provider.answers(published("k1", Mint.RSA.getPublic()));
        TokensTest.proven(tokens.verify(token));
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

    private void provedThenTakenBack() {
        provider.keys.refresh();
        provider.answers(published("k1", Mint.RSA.getPublic()));
        TokensTest.proven(tokens.verify(token));
        provider.keys.refresh();
        provider.answers(published("k2", Mint.FOREIGN_RSA.getPublic(), "k3", Mint.EC.getPublic()));
    }
}
