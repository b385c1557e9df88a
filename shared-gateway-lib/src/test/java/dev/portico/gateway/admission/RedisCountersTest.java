package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts that are kept in a real Redis, and what is decided without one. */
@Timeout(60)
class RedisCountersTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final RealRedis REDIS = RealRedis.start();
    private static final RedisStore STORE = instance();

    private static final Limit TWO = limit("two", new FixedWindow(2, DAY));
    private static final Limit THREE = limit("three", new SlidingLog(3, DAY));

    private static RedisStore instance() {
        return new RedisStore((vertx, meters) ->
                new RedisCommands(vertx, () -> Redis.createClient(vertx, REDIS.url()), RedisStore.PATIENT, meters));
    }

    private static Limit limit(String name, Algorithm algorithm) {
        return limit(name, algorithm, WhenAway.MEMORY);
    }

    private static Limit limit(String name, Algorithm algorithm, WhenAway away) {
        return new Limit(name, algorithm, List.of(new KeyPart.User()), away);
    }

    @BeforeEach
    void forget() {
        REDIS.ask("FLUSHALL");
    }

    @AfterAll
    static void stop() {
        STORE.close();
        REDIS.close();
    }

    @Test
    void limits_of_one_key_are_charged_together_or_not_at_all() {
        for (int i = 0; i < 5; i++) {
            var taken = STORE.take(new Charge(THREE, "a", 1), new Charge(TWO, "a", 1));
            assertThat(taken.passes()).isEqualTo(i < 2);
        }
        assertThat(remaining(THREE, "a")).isEqualTo(1);
    }

    @Test
    void what_one_key_took_is_given_back_where_another_key_refuses() {
        STORE.take(new Charge(TWO, "b", 2));
        var taken = STORE.take(new Charge(THREE, "a", 2), new Charge(TWO, "b", 1), new Charge(TWO, "a", 1));
        assertThat(taken.decisions()).extracting(Decision::passes).containsExactly(true, false, true);
        until("it is given back", () -> remaining(THREE, "a") == 3 && remaining(TWO, "a") == 2);
        assertThat(remaining(TWO, "b")).isZero();
    }

    @Test
    void what_the_gate_gives_back_can_be_had_again() {
        var charges = List.of(new Charge(TWO, "a", 2), new Charge(THREE, "b", 3));
        var taken = RedisStore.taken(STORE.counters.take(charges));
        assertThat(remaining(TWO, "a")).isZero();
        STORE.counters.giveBack(charges, taken);
        until("it is given back", () -> remaining(TWO, "a") == 2 && remaining(THREE, "b") == 3);
    }

    /** What a Redis held that has come back empty since is no permit of those who asked after. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void what_was_forgotten_meanwhile_is_not_given_back(Algorithm algorithm) {
        var limit = limit("born", algorithm);
        var charges = List.of(new Charge(limit, "a", 2));
        var forgotten = RedisStore.taken(STORE.counters.take(charges));
        REDIS.ask("FLUSHALL");
        STORE.counters.giveBack(charges, forgotten);
        assertThat(remaining(limit, "a")).isEqualTo(2);
        assertThat(REDIS.ask("KEYS *")).isEmpty();
        var kept = RedisStore.taken(STORE.counters.take(charges));
        STORE.counters.giveBack(charges, forgotten);
        assertThat(remaining(limit, "a")).isZero();
        STORE.counters.giveBack(charges, kept);
        until("it is given back", () -> remaining(limit, "a") == 2);
    }

    static List<Algorithm> algorithms() {
        return List.of(
                new FixedWindow(2, DAY),
                new SlidingLog(2, DAY),
                new SlidingCounter(2, DAY),
                new TokenBucket(2, DAY, 2),
                new Calendar(2, Period.DAY, ZoneOffset.UTC));
    }

    @Test
    void looking_takes_nothing_and_leaves_nothing() {
        assertThat(STORE.take(new Charge(TWO, "a", 0)).passes()).isTrue();
        assertThat(REDIS.ask("KEYS *")).isEmpty();
        STORE.take(new Charge(TWO, "a", 2));
        assertThat(STORE.take(new Charge(TWO, "a", 0)).passes()).isTrue();
        assertThat(remaining(TWO, "a")).isZero();
    }

    @Test
    void every_count_ends_by_itself_soon_after_it_means_nothing() {
        var algorithms = List.of(
                new FixedWindow(9, Duration.ofSeconds(100)),
                new SlidingLog(9, Duration.ofSeconds(100)),
                new SlidingCounter(9, Duration.ofSeconds(100)),
                new TokenBucket(9, Duration.ofSeconds(100), 9),
                new Calendar(9, Period.DAY, ZoneOffset.UTC));
        for (var algorithm : algorithms) {
            STORE.take(new Charge(limit("ends", algorithm), "a", 9));
        }
        var keys = REDIS.ask("KEYS *").lines().toList();
        assertThat(keys).hasSize(algorithms.size()).allSatisfy(key -> {
            assertThat(key).startsWith("portico:test:{a}:ends:");
            var seconds = Long.parseLong(REDIS.ask("TTL " + key).substring(1));
            assertThat(seconds).isBetween(0L, key.contains(":day:") ? 86_402 : key.contains("sliding") ? 202L : 102L);
        });
    }

    @Test
    void other_permits_go_on_with_the_same_count_and_another_window_counts_anew() {
        STORE.take(new Charge(limit("same", new FixedWindow(2, DAY)), "a", 2));
        assertThat(remaining(limit("same", new FixedWindow(5, DAY)), "a")).isEqualTo(3);
        assertThat(remaining(limit("same", new FixedWindow(1, DAY)), "a")).isZero();
        assertThat(remaining(limit("same", new FixedWindow(5, Duration.ofHours(1))), "a"))
                .isEqualTo(5);
    }

    @Test
    void a_quota_goes_on_where_it_was_when_an_instance_comes_back() {
        var quota = limit("quota", new Calendar(5, Period.MONTH, ZoneOffset.UTC));
        try (var before = instance()) {
            before.take(new Charge(quota, "a", 2));
        }
        try (var after = instance()) {
            assertThat(after.take(new Charge(quota, "a", 4)).passes()).isFalse();
            assertThat(after.take(new Charge(quota, "a", 3)).passes()).isTrue();
        }
    }

    /** A day that began elsewhere would else be taken for this one, and end with it. */
    @Test
    void a_quota_of_another_zone_counts_anew() {
        STORE.take(new Charge(limit("zone", new Calendar(5, Period.DAY, ZoneOffset.UTC)), "a", 2));
        assertThat(remaining(limit("zone", new Calendar(5, Period.DAY, ZoneId.of("UTC"))), "a"))
                .isEqualTo(3);
        assertThat(remaining(limit("zone", new Calendar(5, Period.DAY, ZoneId.of("Asia/Tokyo"))), "a"))
                .isEqualTo(5);
    }

    @Test
    void the_greatest_limits_are_counted_too() {
        for (var algorithm : List.of(
                new FixedWindow(Limit.MOST_PERMITS, DAY),
                new SlidingCounter(Limit.MOST_PERMITS, DAY),
                new TokenBucket(Limit.MOST_PERMITS, DAY, Limit.MOST_PERMITS))) {
            var limit = limit("greatest", algorithm);
            STORE.take(new Charge(limit, "a", Limit.MOST_PERMITS - 1_000_000));
            assertThat(remaining(limit, "a")).isBetween(1_000_000L, 1_100_000L);
        }
    }

    /** Whose clock is behind says so of a period that is over; the server's decides. */
    @Test
    void an_instance_whose_clock_is_a_little_off_counts_in_the_same_period() {
        var quota = limit("quota", new Calendar(5, Period.DAY, ZoneOffset.UTC));
        for (var off : List.of(Duration.ofHours(-20), Duration.ZERO, Duration.ofHours(20))) {
            var wall = InstantSource.offset(InstantSource.system(), off);
            var counters = new RedisCounters(
                    STORE.commands::run,
                    "test",
                    new MemoryCounters(System::nanoTime, wall),
                    wall,
                    new SimpleMeterRegistry());
            RedisStore.taken(counters.take(List.of(new Charge(quota, "a", 1))));
        }
        assertThat(remaining(quota, "a")).isEqualTo(2);
    }

    @Test
    void while_redis_is_away_each_limit_does_what_it_says() {
        var away = away(new SimpleMeterRegistry());
        var memory = new Charge(limit("memory", new FixedWindow(1, DAY), WhenAway.MEMORY), "a", 1);
        var pass = new Charge(limit("pass", new FixedWindow(1, DAY), WhenAway.PASS), "a", 1);
        var refuse = new Charge(limit("refuse", new FixedWindow(1, DAY), WhenAway.REFUSE), "a", 1);
        assertThat(taken(away, memory).decisions().getFirst())
                .isInstanceOfSatisfying(
                        Admitted.class, admitted -> assertThat(admitted.by()).isEqualTo(Store.MEMORY));
        assertThat(taken(away, memory).decisions().getFirst()).isInstanceOf(Refused.class);
        assertThat(taken(away, pass).decisions()).containsExactly(new Decision.Uncounted());
        assertThat(taken(away, pass).passes()).isTrue();
        assertThat(taken(away, refuse).decisions()).containsExactly(new Decision.Unknown());
    }

    @Test
    void memory_charges_nothing_where_another_limit_refuses_while_redis_is_away() {
        var away = away(new SimpleMeterRegistry());
        var memory = new Charge(limit("memory", new FixedWindow(1, DAY), WhenAway.MEMORY), "a", 1);
        var refuse = new Charge(limit("refuse", new FixedWindow(1, DAY), WhenAway.REFUSE), "b", 1);
        assertThat(taken(away, memory, refuse).passes()).isFalse();
        assertThat(taken(away, memory).passes()).isTrue();
    }

    @Test
    void decisions_are_counted_by_limit_and_outcome() {
        var meters = new SimpleMeterRegistry();
        var counters = new RedisCounters(
                STORE.commands::run,
                "metered",
                new MemoryCounters(System::nanoTime, InstantSource.system()),
                InstantSource.system(),
                meters);
        for (int i = 0; i < 5; i++) {
            RedisStore.taken(counters.take(List.of(new Charge(TWO, "a", 1))));
        }
        RedisStore.taken(counters.take(List.of(new Charge(TWO, "a", 0), new Charge(TWO, "b", 0))));
        assertThat(decisions(meters, "admitted")).isEqualTo(2);
        assertThat(decisions(meters, "refused")).isEqualTo(3);
        var without = new SimpleMeterRegistry();
        taken(away(without), new Charge(TWO, "a", 1));
        taken(away(without), new Charge(TWO, "a", 0));
        assertThat(decisions(without, "away")).isEqualTo(1);
    }

    private static double decisions(SimpleMeterRegistry meters, String outcome) {
        return meters.get("limit.decisions")
                .tag("limit", "two")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static RedisCounters away(SimpleMeterRegistry meters) {
        return new RedisCounters(
                (script, keys, arguments) -> Future.succeededFuture(new Outcome.Away<>()),
                "test",
                new MemoryCounters(System::nanoTime, InstantSource.system()),
                InstantSource.system(),
                meters);
    }

    /** Without a wait: who knows at once that Redis is away says so at once. */
    private static Taken taken(RedisCounters counters, Charge... charges) {
        return (Taken) counters.take(List.of(charges));
    }

    private static long remaining(Limit limit, String key) {
        return switch (STORE.take(new Charge(limit, key, 0)).decisions().getFirst()) {
            case Admitted admitted -> admitted.remaining();
            case Refused refused -> refused.remaining();
            case Decision.Uncounted(), Decision.Unknown() -> throw new AssertionError("away");
        };
    }
}
