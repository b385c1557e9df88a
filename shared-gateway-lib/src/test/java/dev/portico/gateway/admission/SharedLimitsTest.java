package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.SetClock.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Definition.Passed;
import dev.portico.gateway.redis.RealCluster;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several instances with many callers each on a few keys, in a real Redis and on all nodes of a real cluster, by their real
 * clocks: together never more than allowed.
 */
@Timeout(180)
class SharedLimitsTest {

    private static final Duration WINDOW = Duration.ofMillis(150);
    private static final Duration TIME = Duration.ofMillis(700);
    private static final int INSTANCES = 3;
    private static final int CALLERS = 8;

    private static final RealRedis REDIS = RealRedis.start();
    private static final RealCluster CLUSTER = RealCluster.start();

    /** One of each node of the cluster. */
    private static final List<String> KEYS =
            Stream.of(0, 1, 2).map(master -> CLUSTER.keyOn(master, "key")).toList();

    private static final Store SINGLE = new Store(
            "one server",
            instances((vertx, meters) ->
                    new RedisCommands(vertx, () -> Redis.createClient(vertx, REDIS.url()), RedisStore.PATIENT, meters)),
            () -> REDIS.ask("FLUSHALL"));

    private static final Store THREE = new Store(
            "a cluster",
            instances((vertx, meters) -> CLUSTER.commands(vertx, RedisStore.PATIENT, meters)),
            () -> CLUSTER.tellMasters("FLUSHALL"));

    /** Where counts are, and some instances that share them. */
    private record Store(String name, List<RedisStore> instances, Runnable forget) {}

    /** An algorithm in a store. */
    record Case(Store store, Algorithm algorithm) {

        @Override
        public String toString() {
            return algorithm + " in " + store.name;
        }
    }

    private static List<RedisStore> instances(RedisStore.Connecting connecting) {
        return Stream.generate(() -> new RedisStore(connecting))
                .limit(INSTANCES)
                .toList();
    }

    static Stream<Case> cases() {
        var algorithms = List.of(
                new FixedWindow(40, WINDOW),
                new SlidingLog(40, WINDOW),
                new SlidingCounter(40, WINDOW),
                new TokenBucket(40, WINDOW, 15),
                new TokenBucket(15, WINDOW, 40),
                new Calendar(300, Period.DAY, ZoneOffset.UTC));
        return Stream.of(SINGLE, THREE)
                .flatMap(store -> algorithms.stream().map(algorithm -> new Case(store, algorithm)));
    }

    @AfterAll
    static void stop() {
        SINGLE.instances.forEach(RedisStore::close);
        THREE.instances.forEach(RedisStore::close);
        REDIS.close();
        CLUSTER.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void together_they_get_what_the_definition_allows_and_no_more(Case each) {
        var callers = run(each, false);
        assertThat(callers.refused()).isPositive();
        for (var key : KEYS) {
            var passed = passed(callers.said, key);
            assertThat(Definition.holds(each.algorithm, inOrder(passed))).isTrue();
            assertThat(passed.stream().mapToLong(Passed::cost).sum()).isGreaterThanOrEqualTo(each.algorithm.most());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_some_give_back_lets_no_more_pass_either(Case each) {
        var callers = run(each, true);
        for (var key : KEYS) {
            var returned = passed(callers.returned, key);
            assertThat(returned).isNotEmpty();
            var kept = passed(callers.said, key);
            returned.forEach(back -> assertThat(kept.remove(back)).isTrue());
            assertThat(Definition.holds(each.algorithm, inOrder(kept))).isTrue();
        }
    }

    private static Callers run(Case each, boolean giveBack) {
        each.store.forget.run();
        var limit = limit(each.algorithm);
        var callers = new Callers(
                each.store.instances,
                CALLERS,
                random -> List.of(new Charge(limit, KEYS.get(random.nextInt(KEYS.size())), 1 + random.nextInt(3))),
                Duration.ZERO,
                giveBack);
        try (callers) {
            callers.runFor(TIME);
        }
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
        return callers;
    }

    private static List<Passed> passed(Collection<Callers.Said> said, String key) {
        var passed = new ArrayList<Passed>();
        for (var each : said) {
            if (each.charge().key().equals(key) && each.decision() instanceof Admitted admitted) {
                passed.add(new Passed(admitted.stamp(), each.charge().cost()));
            }
        }
        return passed;
    }

    private static List<Passed> inOrder(List<Passed> passed) {
        return passed.stream().sorted(Comparator.comparingLong(Passed::micros)).toList();
    }
}
