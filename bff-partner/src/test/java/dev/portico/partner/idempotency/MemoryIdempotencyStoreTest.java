package dev.portico.partner.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryIdempotencyStoreTest {

    private static final Answer ANSWER = Answer.first(201, "/v1/orders/1", "{}");

    private final AtomicLong now = new AtomicLong();
    private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(100_000, Duration.ofHours(24), now::get);

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey("issuer", "partner", "POST /v1/orders", value);
    }

    private Claim claim(String value, String fingerprint) {
        return store.claim(key(value), fingerprint).await().indefinitely();
    }

    private Claim.Yours begin(String value, String fingerprint) {
        return (Claim.Yours) claim(value, fingerprint);
    }

    private void end(Claim.Yours claim, Ending ending) {
        store.end(claim, ending).await().indefinitely();
    }

    @Test
    void what_was_done_has_its_answer_from_then_on() {
        end(begin("k", "a"), new Ending.Done(ANSWER));

        assertThat(claim("k", "a")).isEqualTo(new Claim.Done(ANSWER.again()));
        assertThat(claim("k", "b")).isEqualTo(new Claim.ForAnother());
        assertThat(claim("other", "b")).isInstanceOf(Claim.Yours.class);
    }

    @Test
    void who_comes_meanwhile_is_told_when_it_has_ended() {
        var first = begin("k", "a");
        var taken = (Claim.Taken) claim("k", "a");
        var ended = taken.ended().subscribeAsCompletionStage();

        assertThat(claim("k", "b")).isEqualTo(new Claim.ForAnother());
        assertThat(ended).isNotDone();
        end(first, new Ending.Done(ANSWER));
        assertThat(ended).isDone();
    }

    @Test
    void what_changed_nothing_is_forgotten() {
        end(begin("k", "a"), new Ending.NothingDone());

        assertThat(claim("k", "b")).isInstanceOf(Claim.Yours.class);
    }

    @Test
    void what_nobody_knows_may_be_made_again_and_no_other() {
        end(begin("k", "a"), new Ending.Unknown());

        assertThat(claim("k", "b")).isEqualTo(new Claim.ForAnother());
        end(begin("k", "a"), new Ending.NothingDone());
        assertThat(claim("k", "b")).as("the first attempt may have been done").isEqualTo(new Claim.ForAnother());
        end(begin("k", "a"), new Ending.Done(ANSWER));
        assertThat(claim("k", "a")).isInstanceOf(Claim.Done.class);
    }

    @Test
    void an_answer_is_given_for_a_day() {
        end(begin("k", "a"), new Ending.Done(ANSWER));

        now.addAndGet(Duration.ofHours(24).toNanos() - 1);
        assertThat(claim("k", "a")).isInstanceOf(Claim.Done.class);
        now.addAndGet(1);
        assertThat(claim("k", "a")).isInstanceOf(Claim.Yours.class);
    }

    @Test
    void an_attempt_that_has_ended_ends_no_other_one() {
        var first = begin("k", "a");
        end(first, new Ending.NothingDone());
        begin("k", "a");
        end(first, new Ending.Done(ANSWER));

        assertThat(claim("k", "a")).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void many_answers_take_a_bounded_memory() {
        for (int i = 0; i < 10_000; i++) {
            end(begin("k" + i, "a"), new Ending.Done(ANSWER));
        }
        var kept = 0;
        for (int i = 0; i < 10_000; i++) {
            kept += claim("k" + i, "a") instanceof Claim.Done ? 1 : 0;
        }
        assertThat(kept).isBetween(50, 200);
    }

    @Test
    void a_very_large_answer_is_not_kept_but_what_it_was_for_is() {
        end(begin("k", "a"), new Ending.Done(Answer.first(201, "/", "x".repeat(300_000))));

        assertThat(claim("k", "b")).isEqualTo(new Claim.ForAnother());
        assertThat(claim("k", "a")).isInstanceOf(Claim.Yours.class);
    }
}
