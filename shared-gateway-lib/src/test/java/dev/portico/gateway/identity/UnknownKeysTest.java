package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.found;
import static dev.portico.gateway.identity.Provider.is;
import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.identity.VerificationKeys.Lookup;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A token with a key id that is not known waits for the answer that can know it, and cannot be made to wait for long. */
class UnknownKeysTest {

    private static final PublicKey ONE = Mint.RSA.getPublic();
    private static final PublicKey OTHER = Mint.FOREIGN_RSA.getPublic();
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private final Provider provider = new Provider();
    private final KeySet keys = provider.keys;

    @Test
    void everybody_who_waits_waits_for_one_fetch() {
        var known = IntStream.range(0, 100).mapToObj(i -> provider.asking("k1")).toList();
        var unknown =
                IntStream.range(0, 100).mapToObj(i -> provider.asking("no" + i)).toList();
        keys.refresh();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.answers(published("k1", ONE));

        assertThat(known).allSatisfy(asked -> assertThat(asked).isCompletedWithValueMatching(found(ONE)));
        assertThat(unknown).allSatisfy(asked -> assertThat(asked).isCompletedWithValue(UNKNOWN));
    }

    @Test
    void unknown_key_ids_cause_at_most_one_fetch_in_the_shortest_interval() {
        provider.publishes(published("k1", ONE));

        var asked =
                IntStream.range(0, 500).mapToObj(i -> provider.asking("no" + i)).toList();
        provider.passes(KeySet.SHORTEST_INTERVAL.minusNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(Duration.ofNanos(1));
        IntStream.range(0, 10).forEach(i -> keys.refreshIfDue());
        provider.answers(published("k1", ONE));
        assertThat(asked).allSatisfy(each -> assertThat(each).isCompletedWithValue(UNKNOWN));
        assertThat(provider.fetches()).isEqualTo(2);

        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void a_key_id_that_was_looked_for_in_vain_is_not_looked_for_again_at_once() {
        provider.publishes(published("k1", ONE));
        var asked = provider.asking("no");
        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE));
        assertThat(asked).isCompletedWithValue(UNKNOWN);

        provider.passes(KeySet.SHORTEST_INTERVAL.minusNanos(1));
        assertThat(provider.find("no")).isEqualTo(UNKNOWN);
        provider.passes(Duration.ofNanos(1));
        assertThat(provider.find("no")).isInstanceOf(Lookup.Asking.class);
    }

    @Test
    void no_more_than_a_thousand_wait_and_of_one_more_nothing_is_said() {
        provider.publishes(published("k1", ONE));
        var asked = IntStream.range(0, 1000)
                .mapToObj(i -> provider.asking("no" + i))
                .toList();
        assertThat(provider.find("one-more")).isEqualTo(UNAVAILABLE);
        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE));
        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(provider.find("one-more")).isInstanceOf(Lookup.Asking.class);
    }

    /** Right after a fetch, where refusing would be the end of a good token. */
    @Test
    void a_new_key_is_found_even_when_its_issuer_was_asked_a_moment_ago() {
        provider.publishes(published("k1", ONE));
        var asked = provider.asking("k2");
        assertThat(asked).isNotDone();

        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE, "k2", OTHER));
        assertThat(asked).isCompletedWithValueMatching(found(OTHER));
    }

    /** Its answer may have been made before the key was. */
    @Test
    void a_new_key_is_found_even_when_a_fetch_was_under_way_as_its_token_came() {
        provider.publishes(published("k1", ONE));
        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refresh();
        var asked = provider.asking("k2");
        provider.answers(published("k1", ONE));
        assertThat(asked).isNotDone();

        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE, "k2", OTHER));
        assertThat(asked).isCompletedWithValueMatching(found(OTHER));
    }

    @Test
    void a_new_key_is_found_on_its_first_use() {
        provider.publishes(published("k1", ONE));
        provider.passes(KeySet.SHORTEST_INTERVAL);

        var asked = provider.asking("k2");
        provider.answers(published("k1", ONE, "k2", OTHER));

        assertThat(asked).isCompletedWithValueMatching(found(OTHER));
        assertThat(provider.find("k1")).satisfies(is(ONE));
    }

    /** So that a fetch that fails once does not make 503 of every id that somebody makes up. */
    @Test
    void an_id_that_was_not_among_the_keys_a_moment_ago_is_made_up_even_when_the_next_fetch_fails() {
        provider.publishes(published("k1", ONE));
        provider.passes(KeySet.COMPLETE.minusNanos(1));
        var asked = provider.asking("no");
        provider.fails();
        assertThat(asked).isCompletedWithValue(UNKNOWN);

        provider.passes(Duration.ofNanos(1));
        assertThat(provider.find("no")).isInstanceOf(Lookup.Asking.class);
    }

    @Test
    void of_a_new_key_nothing_can_be_said_while_the_provider_fails() {
        provider.publishes(published("k1", ONE));
        provider.passes(KeySet.COMPLETE);
        var asked = provider.asking("k2");
        provider.fails();
        assertThat(asked).isCompletedWithValue(UNAVAILABLE);

        var again = provider.asking("k2");
        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE, "k2", OTHER));
        assertThat(again).isCompletedWithValueMatching(found(OTHER));
    }
}
