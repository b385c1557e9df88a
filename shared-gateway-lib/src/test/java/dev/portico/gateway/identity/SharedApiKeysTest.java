package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.wire.IssuedKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered of Redis, and for how long. */
class SharedApiKeysTest {

    private static final IssuedKey KEY = IssuedKey.fresh();
    private static final Outcome<List<@Nullable String>> AWAY = new Outcome.Away<>();
    private static final Outcome<List<@Nullable String>> NONE =
            new Outcome.Answered<>(Arrays.asList(null, null, null, null, null, null, null));
    private static final Outcome<List<@Nullable String>> FOUND = new Outcome.Answered<>(Arrays.asList(
            "acme", KEY.hash(), "gold", "products:read,orders:read", null, "2099-01-01", "10.0.0.0/8,::1"));

    private final AtomicLong nanos = new AtomicLong();
    private final Deque<Promise<Outcome<List<@Nullable String>>>> asked = new ArrayDeque<>();
    private final SharedApiKeys keys = keys(Duration.ofMinutes(15));

    @Test
    void a_hash_is_read_into_a_key() {
        var lookup = keys.find(KEY.prefix());
        asked.removeFirst().complete(FOUND);
        var key = ((ApiKeyStore.Lookup.Found) arrived(lookup)).key();
        assertThat(key.partner()).isEqualTo("acme");
        assertThat(key.plan()).isEqualTo("gold");
        assertThat(key.scopes()).containsExactlyInAnyOrder("products:read", "orders:read");
        assertThat(key.roles()).isEmpty();
        assertThat(key.mayComeFrom("10.1.1.1")).isTrue();
        assertThat(key.mayComeFrom("11.1.1.1")).isFalse();
    }

    @Test
    void a_key_is_asked_for_again_after_five_seconds_so_one_that_is_revoked_ends() {
        find(FOUND);
        pass(Duration.ofMillis(4999));
        assertThat(keys.find(KEY.prefix())).isInstanceOf(ApiKeyStore.Lookup.Found.class);
        assertThat(asked).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(find(NONE)).isInstanceOf(ApiKeyStore.Lookup.Unknown.class);
        assertThat(keys.find(KEY.prefix())).isInstanceOf(ApiKeyStore.Lookup.Unknown.class);
    }

    @Test
    void an_unknown_prefix_is_asked_for_once_in_five_seconds() {
        find(NONE);
        assertThat(keys.find(KEY.prefix())).isInstanceOf(ApiKeyStore.Lookup.Unknown.class);
        assertThat(asked).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(find(FOUND)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
    }

    @Test
    void who_asks_meanwhile_waits_for_the_same_answer() {
        var one = keys.find(KEY.prefix());
        var other = keys.find(KEY.prefix());
        assertThat(asked).hasSize(1);
        asked.removeFirst().complete(FOUND);
        assertThat(arrived(one)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
        assertThat(arrived(other)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
    }

    @Test
    void while_redis_is_away_a_key_that_was_found_serves_for_a_bounded_time() {
        find(FOUND);
        pass(Duration.ofMinutes(14));
        assertThat(find(AWAY)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
        pass(Duration.ofMinutes(1));
        assertThat(find(AWAY)).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
    }

    @Test
    void while_redis_is_away_nobody_can_say_anything_of_other_keys() {
        assertThat(find(AWAY)).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
        find(NONE);
        pass(Duration.ofSeconds(6));
        assertThat(find(AWAY)).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
    }

    @Test
    void where_the_table_refuses_then_no_key_serves_beyond_five_seconds() {
        var strict = keys(Duration.ZERO);
        var first = strict.find(KEY.prefix());
        asked.removeFirst().complete(FOUND);
        assertThat(arrived(first)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
        pass(Duration.ofSeconds(5));
        var later = strict.find(KEY.prefix());
        asked.removeFirst().complete(AWAY);
        assertThat(arrived(later)).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
    }

    @Test
    void a_hash_that_cannot_be_read_lets_nobody_in() {
        var broken = new Outcome.Answered<List<@Nullable String>>(
                Arrays.asList("acme", "plain-secret", null, null, null, null, null));
        assertThat(find(broken)).isInstanceOf(ApiKeyStore.Lookup.Unknown.class);
    }

    @Test
    void a_search_that_fails_says_nothing_of_the_key_and_the_next_one_may_succeed() {
        var lookup = keys.find(KEY.prefix());
        asked.removeFirst().fail(new IllegalStateException("unforeseen"));
        assertThat(arrived(lookup)).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
        assertThat(find(FOUND)).isInstanceOf(ApiKeyStore.Lookup.Found.class);
        var atOnce = new SharedApiKeys((key, names) -> Future.failedFuture("unforeseen"), Duration.ZERO, nanos::get);
        assertThat(atOnce.find(KEY.prefix())).isInstanceOf(ApiKeyStore.Lookup.Unavailable.class);
    }

    private SharedApiKeys keys(Duration kept) {
        return new SharedApiKeys(
                (key, names) -> {
                    assertThat(key).isEqualTo("portico:key:" + KEY.prefix());
                    var promise = Promise.<Outcome<List<@Nullable String>>>promise();
                    asked.add(promise);
                    return promise.future();
                },
                kept,
                nanos::get);
    }

    private ApiKeyStore.Lookup find(Outcome<List<@Nullable String>> answer) {
        var lookup = keys.find(KEY.prefix());
        asked.removeFirst().complete(answer);
        return arrived(lookup);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ApiKeyStore.Lookup arrived(ApiKeyStore.Lookup lookup) {
        return lookup instanceof ApiKeyStore.Lookup.Asking(var asking)
                ? asking.await().atMost(Duration.ofSeconds(5))
                : lookup;
    }
}
