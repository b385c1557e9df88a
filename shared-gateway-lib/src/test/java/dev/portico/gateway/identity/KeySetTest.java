package dev.portico.gateway.identity;

import static dev.portico.gateway.identity.Provider.found;
import static dev.portico.gateway.identity.Provider.is;
import static dev.portico.gateway.identity.Provider.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.identity.VerificationKeys.Lookup;
import java.security.Key;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    private static final PublicKey ONE = Mint.RSA.getPublic();
    private static final PublicKey OTHER = Mint.FOREIGN_RSA.getPublic();
    private static final Duration FRESH_FOR = KeySet.Document.USUAL_FRESHNESS;
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private final Provider provider = new Provider();
    private final KeySet keys = provider.keys;

    @Test
    void the_first_look_up_fetches_and_waits() {
        var asked = provider.asking("k1");
        assertThat(asked).isNotDone();
        assertThat(keys.ready()).isFalse();

        provider.answers(published("k1", ONE));

        assertThat(asked).isCompletedWithValueMatching(found(ONE));
        assertThat(keys.ready()).isTrue();
        assertThat(provider.find("k1")).satisfies(is(ONE));
    }

    @Test
    void a_key_that_was_taken_back_serves_no_more_after_the_next_fetch() {
        provider.publishes(published("k1", ONE));
        provider.passes(FRESH_FOR);

        keys.refreshIfDue();
        assertThat(provider.find("k1")).satisfies(is(ONE));
        provider.answers(published("k2", OTHER));

        assertThat(provider.find("k1")).isInstanceOf(Lookup.Asking.class);
        assertThat(provider.find("k2")).satisfies(is(OTHER));
    }

    @Test
    void old_keys_are_fetched_anew_in_the_background_while_they_serve() {
        provider.publishes(published("k1", ONE));
        provider.passes(FRESH_FOR.minusNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(Duration.ofNanos(1));
        IntStream.range(0, 100).forEach(i -> keys.refreshIfDue());
        assertThat(provider.find("k1")).satisfies(is(ONE));
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void good_keys_serve_on_while_the_provider_fails() {
        provider.publishes(published("k1", ONE));
        for (int i = 0; i < 5; i++) {
            provider.passes(FRESH_FOR);
            keys.refreshIfDue();
            assertThat(provider.find("k1")).satisfies(is(ONE));
            provider.fails();
        }
        assertThat(provider.find("k1")).satisfies(is(ONE));
        assertThat(provider.fetches()).isEqualTo(6);
    }

    @Test
    void good_keys_serve_for_a_day_without_the_provider_and_no_longer() {
        provider.publishes(published("k1", ONE));
        var key = ((Lookup.Found) provider.find("k1")).keys().getFirst();
        provider.passes(Provider.KEPT.minusNanos(1));
        keys.refreshIfDue();
        provider.fails();
        assertThat(provider.find("k1")).satisfies(is(ONE));

        provider.passes(Duration.ofNanos(1));
        keys.refreshIfDue();
        assertThat(keys.ready()).isFalse();
        assertThat(key.withdrawn()).isTrue();
        assertThat(provider.find("k1")).isEqualTo(UNAVAILABLE);
    }

    @ParameterizedTest(name = "max-age of {0} s: after {1} s")
    @CsvSource({"0, 60", "30, 60", "120, 120", "900, 900", "86400, 900"})
    void keys_are_fresh_for_as_long_as_their_issuer_says_within_bounds(long said, long fresh) {
        keys.refresh();
        provider.answers(published("k1", ONE), Duration.ofSeconds(said));

        provider.passes(Duration.ofSeconds(fresh).minusNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(1);
        provider.passes(Duration.ofNanos(1));
        keys.refreshIfDue();
        assertThat(provider.fetches()).isEqualTo(2);
    }

    @Test
    void a_key_that_stays_is_the_same_and_one_that_goes_knows_it() {
        provider.publishes(published("k1", ONE, "k2", OTHER));
        var staying = ((Lookup.Found) provider.find("k1")).keys().getFirst();
        var going = ((Lookup.Found) provider.find("k2")).keys().getFirst();

        keys.refresh();
        provider.answers(published("k1", ONE));

        assertThat(((Lookup.Found) provider.find("k1")).keys().getFirst()).isSameAs(staying);
        assertThat(staying.withdrawn()).isFalse();
        assertThat(going.withdrawn()).isTrue();
    }

    @Test
    void a_key_that_is_replaced_under_its_name_is_another_one() {
        provider.publishes(published("k1", ONE));
        var replaced = ((Lookup.Found) provider.find("k1")).keys().getFirst();
        keys.refresh();
        provider.answers(published("k1", OTHER));
        assertThat(replaced.withdrawn()).isTrue();
        assertThat(provider.find("k1")).satisfies(is(OTHER));
    }

    @Test
    void old_keys_that_could_not_be_fetched_are_fetched_again_soon_and_not_at_once() {
        provider.publishes(published("k1", ONE));
        provider.passes(FRESH_FOR);
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
        assertThat(provider.find("k1")).satisfies(is(ONE));
    }

    @Test
    void a_provider_that_never_answered_makes_keys_unavailable_and_is_asked_again_soon() {
        var first = provider.asking("k1");
        provider.fails();
        assertThat(first).isCompletedWithValue(UNAVAILABLE);
        assertThat(provider.find("k1")).isEqualTo(UNAVAILABLE);
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(KeySet.SHORTEST_INTERVAL);
        var second = provider.asking("k1");
        provider.answers(published("k1", ONE));
        assertThat(second).isCompletedWithValueMatching(found(ONE));
    }

    @Test
    void a_token_without_a_key_id_is_verified_with_the_only_key() {
        provider.publishes(published("k1", ONE));
        assertThat(provider.find(null)).satisfies(is(ONE));
    }

    @Test
    void a_token_without_a_key_id_may_be_of_any_key_that_fits() {
        provider.publishes(published("k1", ONE, "k2", OTHER));
        assertThat(tried(provider.find(null))).containsExactly(ONE, OTHER);
    }

    @Test
    void of_many_keys_that_fit_only_a_few_are_tried() {
        var many = IntStream.range(0, 20)
                .mapToObj(i -> named("k1", Mint.rsa(100 + i, 2048).getPublic()))
                .toList();
        provider.publishes(new JsonWebKeySet(many).toJson());
        assertThat(tried(provider.find("k1"))).hasSize(KeySet.MOST_TRIED);
        assertThat(tried(provider.find(null))).hasSize(KeySet.MOST_TRIED);
    }

    @Test
    void a_key_id_of_two_keys_may_be_that_of_either() {
        provider.publishes(new JsonWebKeySet(List.of(named("k1", ONE), named("k1", OTHER))).toJson());
        assertThat(tried(provider.find("k1"))).containsExactly(ONE, OTHER);
    }

    @Test
    void keys_without_an_id_may_be_those_of_any_id() {
        provider.publishes(new JsonWebKeySet(List.of(Provider.jwk(ONE), Provider.jwk(OTHER))).toJson());
        assertThat(tried(provider.find("k9"))).containsExactly(ONE, OTHER);
    }

    /** Its key may be new, and have one. */
    @Test
    void beside_keys_with_an_id_those_without_are_tried_when_a_fetch_has_brought_no_better_one() {
        var set = new JsonWebKeySet(List.of(named("k1", ONE), Provider.jwk(OTHER))).toJson();
        provider.publishes(set);
        assertThat(provider.find("k1")).satisfies(is(ONE));

        provider.passes(KeySet.SHORTEST_INTERVAL);
        var asked = provider.asking("k9");
        provider.answers(set);
        assertThat(asked).isCompletedWithValueMatching(found(OTHER));
    }

    @Test
    void keys_that_are_doubted_are_fetched_anew_and_nobody_makes_that_happen_often() {
        provider.publishes(published("k1", ONE));
        keys.doubted();
        assertThat(provider.fetches()).isEqualTo(1);

        provider.passes(KeySet.SHORTEST_INTERVAL);
        IntStream.range(0, 100).forEach(i -> keys.doubted());
        assertThat(provider.fetches()).isEqualTo(2);
        assertThat(provider.find("k1")).satisfies(is(ONE));
        provider.answers(published("k1", OTHER));
        assertThat(provider.find("k1")).satisfies(is(OTHER));
    }

    @Test
    void a_key_for_encryption_is_no_key_for_signatures() {
        var encryption = Provider.jwk(OTHER);
        encryption.setKeyId("k2");
        encryption.setUse("enc");
        var signature = Provider.jwk(ONE);
        signature.setKeyId("k1");
        provider.publishes(new JsonWebKeySet(List.of(encryption, signature)).toJson());

        assertThat(provider.find("k2")).isInstanceOf(Lookup.Asking.class);
        assertThat(provider.find(null)).satisfies(is(ONE));
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
        provider.publishes(published("k1", ONE));
        provider.passes(KeySet.COMPLETE);

        var asked = provider.asking("k9");
        provider.answers(answer);

        assertThat(asked).isCompletedWithValue(UNAVAILABLE);
        assertThat(provider.find("k1")).satisfies(is(ONE));
    }

    private static JsonWebKey named(String id, PublicKey key) {
        var jwk = Provider.jwk(key);
        jwk.setKeyId(id);
        return jwk;
    }

    private static List<Key> tried(Lookup lookup) {
        return ((Lookup.Found) lookup).keys().stream().map(VerificationKey::key).toList();
    }

    @Test
    void a_set_of_more_than_a_hundred_keys_is_not_taken() {
        provider.publishes(published("k1", ONE));
        keys.refresh();
        var jwk = Provider.jwk(OTHER).toJson();
        provider.answers("{\"keys\":[" + (jwk + ",").repeat(100) + jwk + "]}");
        assertThat(provider.find("k1")).satisfies(is(ONE));
    }
}
