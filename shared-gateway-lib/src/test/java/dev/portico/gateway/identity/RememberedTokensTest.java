package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.problem.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
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

    /** Else all who waited for one fetch would be verified in a row where it ended. */
    @Test
    void who_waited_for_a_key_is_verified_on_its_own_event_loop() {
        var vertx = Vertx.vertx();
        try {
            var loop = vertx.getOrCreateContext();
            var verdict = new CompletableFuture<Tokens.Verdict>();
            var arrivedOn = new CompletableFuture<Context>();
            var asked = new CompletableFuture<Void>();
            loop.runOnContext(turn -> {
                ((Tokens.Verdict.Waiting) tokens.verify(token))
                        .verdict()
                        .onItem()
                        .invoke(() -> arrivedOn.complete(Vertx.currentContext()))
                        .subscribe()
                        .with(verdict::complete);
                asked.complete(null);
            });
            asked.orTimeout(10, TimeUnit.SECONDS).join();
            provider.answers(published("k1", Mint.RSA.getPublic()));

            TokensTest.proven(verdict.orTimeout(10, TimeUnit.SECONDS).join());
            assertThat(arrivedOn.join()).isSameAs(loop);
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    void good_tokens_are_remembered_by_their_length_and_not_by_their_number() {
        publishes(published("k1", Mint.RSA.getPublic()));
        var large = IntStream.range(0, 10)
                .mapToObj(i -> Mint.rs256(Mint.claimsWith("padding", i + "x".repeat(4000))))
                .toList();
        var few = new Tokens(
                new Issuers(List.of(TokensTest.issuer(provider.keys, SignatureAlgorithm.RS256))),
                Optional.empty(),
                () -> now,
                3L * Tokens.weight(large.getFirst().length()),
                10);
        var first = large.stream().map(few::verify).toList();
        var again = large.stream().map(few::verify).toList();
        assertThat(first).allSatisfy(TokensTest::proven);
        assertThat(again.stream().filter(verdict -> first.stream().anyMatch(each -> each == verdict)))
                .hasSizeBetween(1, 3);
    }

    @Test
    void a_token_that_was_not_good_by_one_key_may_be_by_another_that_joins_it_under_its_name() {
        publishes(published("k1", Mint.FOREIGN_RSA.getPublic()));
        var named = Mint.signed(
                "{\"alg\":\"RS256\",\"kid\":\"k1\"}", Mint.json(Mint.claims()), "RS256", Mint.RSA.getPrivate());
        TokensTest.rejected(tokens.verify(named));

        var one = Provider.jwk(Mint.FOREIGN_RSA.getPublic());
        var other = Provider.jwk(Mint.RSA.getPublic());
        one.setKeyId("k1");
        other.setKeyId("k1");
        publishes(new JsonWebKeySet(one, other).toJson());
        TokensTest.proven(tokens.verify(named));
    }

    @Test
    void a_key_that_was_replaced_under_its_name_is_fetched_when_a_token_of_it_comes() {
        publishes(published("k1", Mint.FOREIGN_RSA.getPublic()));
        provider.passes(KeySet.SHORTEST_INTERVAL);
        TokensTest.rejected(tokens.verify(token));
        provider.answers(published("k1", Mint.RSA.getPublic()));
        TokensTest.proven(tokens.verify(token));
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
