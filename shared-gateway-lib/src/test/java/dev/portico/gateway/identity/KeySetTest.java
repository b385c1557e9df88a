package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.identity.VerificationKeys.Lookup;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    private static final PublicKey ONE = Mint.RSA.getPublic();
    private static final PublicKey OTHER = Mint.FOREIGN_RSA.getPublic();
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private final Provider provider = new Provider();
    private final KeySet keys = provider.keys;

    @Test
    void the_first_look_up_fetches_and_waits() {
        var asked = asking("k1");
        assertThat(asked).isNotDone();
        assertThat(keys.ready()).isFalse();

        provider.answers(published("k1", ONE));

        assertThat(asked).isCompletedWithValue(new Lookup.Found(ONE));
        assertThat(keys.ready()).isTrue();
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
    }

    @Test
    void everybody_who_waits_waits_for_one_fetch() {
        var known = IntStream.range(0, 100).mapToObj(i -> asking("k1")).toList();
        var unknown = IntStream.range(0, 100).mapToObj(i -> asking("no" + i)).toList();
        keys.refresh();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.answers(published("k1", ONE));

        assertThat(known).allSatisfy(asked -> assertThat(asked).isCompletedWithValue(new Lookup.Found(ONE)));
        assertThat(unknown).allSatisfy(asked -> assertThat(asked).isCompletedWithValue(UNKNOWN));
    }

    @Test
    void unknown_key_ids_cause_at_most_one_fetch_in_five_seconds() {
        ready(published("k1", ONE));

        provider.passes(KeySet.SHORTEST_INTERVAL.minusNanos(1));
        IntStream.range(0, 1000).forEach(i -> assertThat(keys.find("no" + i)).isEqualTo(UNKNOWN));
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(Duration.ofNanos(1));
        var asked = asking("no");
        provider.answers(published("k1", ONE));
        assertThat(asked).isCompletedWithValue(UNKNOWN);
        assertThat(keys.find("no")).isEqualTo(UNKNOWN);
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void a_new_key_is_found_on_its_first_use() {
        ready(published("k1", ONE));
        provider.passes(KeySet.SHORTEST_INTERVAL);

        var asked = asking("k2");
        provider.answers(published("k1", ONE, "k2", OTHER));

        assertThat(asked).isCompletedWithValue(new Lookup.Found(OTHER));
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
    }

    @Test
    void a_key_that_was_taken_back_is_unknown_after_the_next_fetch() {
        ready(published("k1", ONE));
        provider.passes(KeySet.FRESH_FOR);

        keys.refreshIfDue();
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
        provider.answers(published("k2", OTHER));

        assertThat(keys.find("k1")).isEqualTo(UNKNOWN);
        assertThat(keys.find("k2")).isEqualTo(new Lookup.Found(OTHER));
    }

    @Test
    void old_keys_are_fetched_anew_in_the_background_while_they_serve() {
        ready(published("k1", ONE));
        provider.passes(KeySet.FRESH_FOR.minusNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(Duration.ofNanos(1));
        IntStream.range(0, 100).forEach(i -> keys.refreshIfDue());
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void good_keys_serve_on_while_the_provider_fails() {
        ready(published("k1", ONE));
        for (int i = 0; i < 5; i++) {
            provider.passes(KeySet.FRESH_FOR);
            keys.refreshIfDue();
            assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
            provider.fails();
        }
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
        assertThat(keys.find("no")).isEqualTo(UNKNOWN);
        assertThat(provider.fetches()).isEqualTo(6);
    }

    @Test
    void old_keys_that_could_not_be_fetched_are_fetched_again_after_five_seconds_and_not_before() {
        ready(published("k1", ONE));
        provider.passes(KeySet.FRESH_FOR);
        keys.refreshIfDue();
        provider.fails();

        provider.passes(KeySet.SHORTEST_INTERVAL.minusNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(2);
        provider.passes(Duration.ofNanos(1));
        keys.refreshIfDue();
        provider.answers(published("k1", ONE));
        assertThat(provider.fetches()).isEqualTo(3);

        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(3);
    }

    @Test
    void a_provider_that_was_away_at_start_is_asked_until_it_answers() {
        keys.refreshIfDue();
        provider.fails();
        provider.passes(KeySet.SHORTEST_INTERVAL);
        keys.refreshIfDue();
        provider.answers(published("k1", ONE));

        assertThat(keys.ready()).isTrue();
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
    }

    @Test
    void a_provider_that_never_answered_makes_keys_unavailable_and_is_asked_again_after_five_seconds() {
        var first = asking("k1");
        provider.fails();
        assertThat(first).isCompletedWithValue(UNAVAILABLE);
        assertThat(keys.find("k1")).isEqualTo(UNAVAILABLE);
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(KeySet.SHORTEST_INTERVAL);
        var second = asking("k1");
        provider.answers(published("k1", ONE));
        assertThat(second).isCompletedWithValue(new Lookup.Found(ONE));
    }

    @Test
    void a_token_without_a_key_id_is_verified_with_the_only_key() {
        ready(published("k1", ONE));
        assertThat(keys.find(null)).isEqualTo(new Lookup.Found(ONE));
    }

    @Test
    void a_token_without_a_key_id_is_of_no_key_where_there_are_several() {
        ready(published("k1", ONE, "k2", OTHER));
        assertThat(keys.find(null)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_key_for_encryption_is_no_key_for_signatures() {
        var encryption = Provider.jwk(OTHER);
        encryption.setKeyId("k2");
        encryption.setUse("enc");
        var signature = Provider.jwk(ONE);
        signature.setKeyId("k1");
        ready(new JsonWebKeySet(List.of(encryption, signature)).toJson());

        assertThat(keys.find("k2")).isEqualTo(UNKNOWN);
        assertThat(keys.find(null)).isEqualTo(new Lookup.Found(ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":7}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k9\",\"k\":\"c2VjcmV0\"}]}"
            })
    void an_answer_without_a_public_key_leaves_the_old_keys(String answer) {
        ready(published("k1", ONE));
        provider.passes(KeySet.SHORTEST_INTERVAL);

        var asked = asking("k9");
        provider.answers(answer);

        assertThat(asked).isCompletedWithValue(UNKNOWN);
        assertThat(keys.find("k1")).isEqualTo(new Lookup.Found(ONE));
    }

    private void ready(String json) {
        keys.refresh();
        provider.answers(json);
        assertThat(keys.ready()).isTrue();
    }

    private CompletableFuture<Lookup> asking(@Nullable String kid) {
        return switch (keys.find(kid)) {
            case Lookup.Asking(var asking) -> asking.subscribeAsCompletionStage();
            case Lookup other -> throw new AssertionError("does not ask: " + other);
        };
    }
}
