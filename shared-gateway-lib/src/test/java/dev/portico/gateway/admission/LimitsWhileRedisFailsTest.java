package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Decision.Uncounted;
import dev.portico.gateway.admission.Decision.Unknown;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.redis.RealCluster;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RealSentinels;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Redis is killed, paused, restarted empty and failed over, while two instances decide a thousand requests a second each.
 * Nobody gets an error, few wait, and all is counted in Redis again without anybody doing anything.
 */
@Tag("full")
@Timeout(180)
class LimitsWhileRedisFailsTest {

    private static final int CALLERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(2);

    private static final List<Charge> CHARGES = Stream.of(WhenAway.values())
            .map(away -> new Limit(
                    "when-away-" + away,
                    new SlidingCounter(Limit.MOST_PERMITS, Duration.ofHours(1)),
                    List.of(new KeyPart.User()),
                    away))
            .flatMap(limit -> Stream.iterate(0, i -> i + 1).limit(30).map(i -> new Charge(limit, "user:" + i, 1)))
            .toList();

    private static List<RedisStore> instances(RedisStore.Connecting connecting) {
        return Stream.generate(() -> new RedisStore(connecting)).limit(2).toList();
    }

    @Test
    void killed_and_restarted_empty() {
        try (var redis = RealRedis.start()) {
            during(
                    "killed for 1 s and restarted empty",
                    instances(one(redis)),
                    () -> redis.kill(),
                    redis::restart,
                    1000);
        }
    }

    @Test
    void restarted_empty_at_once() {
        try (var redis = RealRedis.start()) {
            during("restarted empty at once", instances(one(redis)), redis::restart, () -> {}, 300);
        }
    }

    @Test
    void all_connections_killed() {
        try (var redis = RealRedis.start()) {
            during(
                    "all connections killed",
                    instances(one(redis)),
                    () -> redis.ask("CLIENT KILL TYPE normal"),
                    () -> {},
                    300);
        }
    }

    @Test
    void paused() {
        try (var redis = RealRedis.start()) {
            during("paused for 1 s", instances(one(redis)), redis::pause, redis::resume, 1000);
        }
    }

    @Test
    void the_master_of_sentinels_killed() {
        try (var sentinels = RealSentinels.start()) {
            during(
                    "master killed, failed over by sentinels",
                    instances(of(sentinels)),
                    () -> {
                        sentinels.master().kill();
                        until("failed over", sentinels::isChanged);
                    },
                    () -> {},
                    0);
        }
    }

    @Test
    void the_master_of_sentinels_paused_and_one_sentinel_with_it() {
        try (var sentinels = RealSentinels.start()) {
            during(
                    "master and a sentinel paused, failed over by the others",
                    instances(of(sentinels)),
                    () -> {
                        sentinels.sentinel(0).pause();
                        sentinels.master().pause();
                        until("failed over", sentinels::isChanged);
                    },
                    () -> {},
                    0);
        }
    }

    @Test
    void master_and_replica_change_places() {
        try (var sentinels = RealSentinels.start()) {
            during(
                    "master and replica changed places",
                    instances(of(sentinels)),
                    () -> {
                        sentinels.change();
                        until("changed", sentinels::isChanged);
                    },
                    () -> {},
                    0);
        }
    }

    @Test
    void a_master_of_a_cluster_killed() {
        try (var cluster = RealCluster.withReplicas()) {
            during(
                    "one of three masters killed, its replica promoted",
                    instances((vertx, meters) -> cluster.commands(vertx, RedisStore.USUAL, meters)),
                    () -> {
                        cluster.node(1).kill();
                        until("promoted", () -> cluster.node(4).ask("ROLE").startsWith("master"));
                    },
                    () -> {},
                    0);
        }
    }

    private static RedisStore.Connecting one(RealRedis redis) {
        return (vertx, meters) ->
                new RedisCommands(vertx, () -> Redis.createClient(vertx, redis.url()), RedisStore.USUAL, meters);
    }

    private static RedisStore.Connecting of(RealSentinels sentinels) {
        return (vertx, meters) ->
                RedisCommands.ofSentinels(vertx, turn -> sentinels.client(vertx, turn), RedisStore.USUAL, meters);
    }

    /** Load before, during and after; then everything is counted in Redis for half a second on end. */
    private static void during(String what, List<RedisStore> stores, Runnable fault, Runnable mend, int millis) {
        var callers = new Callers(stores, CALLERS, random -> CHARGES.get(random.nextInt(CHARGES.size())), PAUSE, false);
        try (callers) {
            callers.runFor(Duration.ofMillis(500));
            callers.said.clear();
            var begun = System.nanoTime();
            fault.run();
            callers.runFor(Duration.ofMillis(millis));
            mend.run();
            var mended = System.nanoTime();
            until("everything is counted in Redis again", () -> {
                var now = System.nanoTime();
                return now - mended > 500_000_000
                        && callers.said.stream()
                                .filter(said -> said.at() > now - 500_000_000)
                                .allMatch(LimitsWhileRedisFailsTest::inRedis);
            });
            var last = callers.said.stream()
                    .filter(said -> !inRedis(said))
                    .mapToLong(Callers.Said::at)
                    .max()
                    .orElse(begun);
            System.out.printf(
                    "%s: %d decisions, without Redis %d (memory %d, passed %d, refused %d), %d waited 20 ms or more,"
                            + " slowest %.0f ms, the last without Redis %.0f ms after it began and %.0f ms after it was"
                            + " mended; errors %d%n",
                    what,
                    callers.said.size(),
                    count(callers, said -> !inRedis(said)),
                    callers.byMemory(),
                    count(callers, said -> said.decision() instanceof Uncounted),
                    count(callers, said -> said.decision() instanceof Unknown),
                    count(callers, said -> said.took() > 20_000_000),
                    callers.said.stream().mapToLong(Callers.Said::took).max().orElse(0) / 1e6,
                    (last - begun) / 1e6,
                    Math.max(0, last - mended) / 1e6,
                    callers.failures.size());
        }
        stores.forEach(RedisStore::close);
        assertThat(callers.failures).isEmpty();
        assertThat(count(callers, said -> said.took() > 20_000_000)).isLessThan(200);
        assertThat(callers.said).allSatisfy(said -> {
            switch (said.charge().limit().whenRedisIsAway()) {
                case MEMORY -> assertThat(said.decision()).isInstanceOf(Admitted.class);
                case PASS -> assertThat(said.decision().passes()).isTrue();
                case REFUSE ->
                    assertThat(inRedis(said) || said.decision() instanceof Unknown)
                            .isTrue();
            }
        });
    }

    private static boolean inRedis(Callers.Said said) {
        return said.decision() instanceof Admitted admitted && admitted.by() == Store.REDIS;
    }

    private static long count(Callers callers, Predicate<Callers.Said> which) {
        return callers.said.stream().filter(which).count();
    }
}
