package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.admission.Decision.Uncounted;
import dev.portico.gateway.admission.Decision.Unknown;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.redis.RealCluster;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RealSentinels;
import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.Timer;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Redis is killed, paused, restarted empty and failed over, while two instances decide a thousand requests a second each.
 * Nobody gets an error, few wait, no more pass than Redis and each memory allow, and all is counted in Redis again without
 * anybody doing anything.
 */
@Timeout(180)
class LimitsWhileRedisFailsTest {

    private static final int INSTANCES = 2;
    private static final int CALLERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** A busy machine is no outage. */
    private static final RedisCommands.Settings PATIENT =
            new RedisCommands.Settings(Duration.ofMillis(100), 5, Duration.ofMillis(100));

    private static final List<Charge> CHARGES = Stream.of(WhenAway.values())
            .map(away -> limit("wide", new SlidingCounter(Limit.MOST_PERMITS, Duration.ofHours(1)), away))
            .flatMap(limit -> Stream.iterate(0, i -> i + 1).limit(30).map(i -> new Charge(limit, "user:" + i, 1)))
            .toList();

    private static final long PERMITS = 20;

    /** What more than one store lets through shows here. */
    private static final List<Charge> TIGHT = Stream.of(WhenAway.values())
            .map(away -> new Charge(limit("tight", new SlidingLog(PERMITS, Duration.ofDays(1)), away), "user:tight", 1))
            .toList();

    /**
     * What happens to Redis.
     *
     * @param lives how many times its counts may have begun; after a failover, some that had not reached the replica
     */
    private record Fault(String what, Runnable begin, Runnable end, int millis, int lives) {}

    private static Limit limit(String name, Algorithm algorithm, WhenAway away) {
        return new Limit(name + "-when-away-" + away, algorithm, List.of(new KeyPart.User()), away);
    }

    private static List<RedisStore> instances(RedisStore.Connecting connecting) {
        return Stream.generate(() -> new RedisStore(connecting))
                .limit(INSTANCES)
                .toList();
    }

    @Test
    void no_more_pass_than_redis_and_each_memory_allow_while_it_is_killed_and_comes_back_empty() {
        try (var redis = RealRedis.start()) {
            var killed = new Fault("killed for 0.4 s and restarted empty", redis::kill, redis::restart, 400, 2);
            during(killed, instances(one(redis, PATIENT)), PATIENT);
        }
    }

    @Test
    void no_more_pass_than_redis_and_each_memory_allow_while_it_is_paused() {
        try (var redis = RealRedis.start()) {
            var paused = new Fault("paused for 0.4 s", redis::pause, redis::resume, 400, 1);
            during(paused, instances(one(redis, PATIENT)), PATIENT);
        }
    }

    @Tag("full")
    @Test
    void killed_and_restarted_empty() {
        try (var redis = RealRedis.start()) {
            during(new Fault("killed for 1 s and restarted empty", redis::kill, redis::restart, 1000, 2), redis);
        }
    }

    @Tag("full")
    @Test
    void restarted_empty_at_once() {
        try (var redis = RealRedis.start()) {
            during(new Fault("restarted empty at once", redis::restart, () -> {}, 300, 2), redis);
        }
    }

    @Tag("full")
    @Test
    void all_connections_killed() {
        try (var redis = RealRedis.start()) {
            during(
                    new Fault("all connections killed", () -> redis.ask("CLIENT KILL TYPE normal"), () -> {}, 300, 1),
                    redis);
        }
    }

    @Tag("full")
    @Test
    void paused() {
        try (var redis = RealRedis.start()) {
            during(new Fault("paused for 1 s", redis::pause, redis::resume, 1000, 1), redis);
        }
    }

    @Tag("full")
    @Test
    void the_master_of_sentinels_killed() {
        try (var sentinels = RealSentinels.start()) {
            during("master killed, failed over by sentinels", sentinels, () -> sentinels
                    .master()
                    .kill());
        }
    }

    @Tag("full")
    @Test
    void the_master_of_sentinels_paused_and_one_sentinel_with_it() {
        try (var sentinels = RealSentinels.start()) {
            during("master and a sentinel paused, failed over by the others", sentinels, () -> {
                sentinels.sentinel(0).pause();
                sentinels.master().pause();
            });
        }
    }

    @Tag("full")
    @Test
    void master_and_replica_change_places() {
        try (var sentinels = RealSentinels.start()) {
            during("master and replica changed places", sentinels, sentinels::change);
        }
    }

    @Tag("full")
    @Test
    void a_master_of_a_cluster_killed() {
        try (var cluster = RealCluster.withReplicas()) {
            var killed = new Fault(
                    "one of three masters killed, its replica promoted",
                    () -> {
                        cluster.node(1).kill();
                        until("promoted", () -> cluster.node(4).ask("ROLE").startsWith("master"));
                    },
                    () -> {},
                    0,
                    2);
            during(
                    killed,
                    instances((vertx, meters) -> cluster.commands(vertx, RedisStore.USUAL, meters)),
                    RedisStore.USUAL);
        }
    }

    private static RedisStore.Connecting one(RealRedis redis, RedisCommands.Settings settings) {
        return (vertx, meters) ->
                new RedisCommands(vertx, () -> Redis.createClient(vertx, redis.url()), settings, meters);
    }

    private static void during(Fault fault, RealRedis redis) {
        during(fault, instances(one(redis, RedisStore.USUAL)), RedisStore.USUAL);
    }

    /** Until the replica is the master. */
    private static void during(String what, RealSentinels sentinels, Runnable begin) {
        var failover = new Fault(
                what,
                () -> {
                    begin.run();
                    until("failed over", sentinels::isChanged);
                },
                () -> {},
                0,
                2);
        RedisStore.Connecting connecting = (vertx, meters) ->
                RedisCommands.ofHosts(vertx, turn -> sentinels.client(vertx, turn), RedisStore.USUAL, meters);
        during(failover, instances(connecting), RedisStore.USUAL);
    }

    /** Load before, during and after; then everything is counted in Redis for half a second on end. */
    private static void during(Fault fault, List<RedisStore> stores, RedisCommands.Settings settings) {
        var callers = new Callers(stores, CALLERS, random -> List.of(next(random)), PAUSE, false);
        var begun = new AtomicLong();
        var mended = new AtomicLong();
        try (callers) {
            callers.runFor(Duration.ofMillis(500));
            begun.set(System.nanoTime());
            fault.begin.run();
            callers.runFor(Duration.ofMillis(fault.millis));
            fault.end.run();
            mended.set(System.nanoTime());
            until("everything is counted in Redis again", () -> {
                var now = System.nanoTime();
                return now - mended.get() > 500_000_000
                        && callers.said.stream()
                                .filter(said -> said.at() > now - 500_000_000)
                                .noneMatch(LimitsWhileRedisFailsTest::withoutRedis);
            });
        }
        stores.forEach(RedisStore::close);
        var waiting = settings.deadline().toNanos() * 4 / 5;
        var during =
                callers.said.stream().filter(said -> said.at() > begun.get()).toList();
        var last = during.stream()
                .filter(LimitsWhileRedisFailsTest::withoutRedis)
                .mapToLong(Callers.Said::at)
                .max()
                .orElse(begun.get());
        System.out.printf(
                "%s: %d decisions, without Redis %d (memory %d, passed %d, refused %d), %d waited %d ms or more, slowest"
                        + " %.0f ms, the last without Redis %.0f ms after it began and %.0f ms after it was mended; of"
                        + " %d permits, Redis gave %s and memory %d; errors %d%n",
                fault.what,
                during.size(),
                count(during, LimitsWhileRedisFailsTest::withoutRedis),
                count(during, Callers.Said::byMemory),
                count(during, said -> said.decision() instanceof Uncounted),
                count(during, said -> said.decision() instanceof Unknown),
                count(during, said -> said.took() > waiting),
                waiting / 1_000_000,
                during.stream().mapToLong(Callers.Said::took).max().orElse(0) / 1e6,
                (last - begun.get()) / 1e6,
                Math.max(0, last - mended.get()) / 1e6,
                PERMITS,
                TIGHT.stream()
                        .map(tight -> admitted(callers, tight, Store.REDIS))
                        .toList(),
                TIGHT.stream()
                        .mapToLong(tight -> admitted(callers, tight, Store.MEMORY))
                        .sum(),
                callers.failures.size());
        assertThat(callers.failures).isEmpty();
        assertThat(count(during, said -> said.took() > waiting)).isLessThan(200);
        assertThat(callers.said)
                .allSatisfy(said -> assertThat(asItSays(said)).as("%s", said).isTrue());
        var unheard =
                stores.stream().mapToLong(LimitsWhileRedisFailsTest::unheard).sum();
        assertThat(TIGHT).allSatisfy(tight -> {
            assertThat(admitted(callers, tight, Store.REDIS)).isBetween(PERMITS - unheard, PERMITS * fault.lives);
            var inMemory = admitted(callers, tight, Store.MEMORY);
            assertThat(inMemory)
                    .isLessThanOrEqualTo(tight.limit().whenRedisIsAway() == WhenAway.MEMORY ? PERMITS * INSTANCES : 0);
        });
    }

    /** One in four asks for what is short. */
    private static Charge next(Random random) {
        var charges = random.nextInt(4) == 0 ? TIGHT : CHARGES;
        return charges.get(random.nextInt(charges.size()));
    }

    private static boolean asItSays(Callers.Said said) {
        return switch (said.decision()) {
            case Admitted admitted ->
                admitted.by() == Store.REDIS || said.charge().limit().whenRedisIsAway() == WhenAway.MEMORY;
            case Refused _ -> TIGHT.contains(said.charge());
            case Uncounted() -> said.charge().limit().whenRedisIsAway() == WhenAway.PASS;
            case Unknown() -> said.charge().limit().whenRedisIsAway() == WhenAway.REFUSE;
        };
    }

    /** Who refused is not told. */
    private static boolean withoutRedis(Callers.Said said) {
        return switch (said.decision()) {
            case Admitted admitted -> admitted.by() == Store.MEMORY;
            case Refused _ -> false;
            case Uncounted(), Unknown() -> true;
        };
    }

    /** Who gave up on an answer may have lost a permit with it. */
    private static long unheard(RedisStore store) {
        return Stream.of("late", "lost")
                .flatMap(
                        outcome -> store.meters.find("redis.client.commands").tag("outcome", outcome).timers().stream())
                .mapToLong(Timer::count)
                .sum();
    }

    private static long admitted(Callers callers, Charge charge, Store store) {
        return callers.said.stream()
                .filter(said -> said.charge().equals(charge)
                        && said.decision() instanceof Admitted admitted
                        && admitted.by() == store)
                .count();
    }

    private static long count(List<Callers.Said> said, Predicate<Callers.Said> which) {
        return said.stream().filter(which).count();
    }
}
