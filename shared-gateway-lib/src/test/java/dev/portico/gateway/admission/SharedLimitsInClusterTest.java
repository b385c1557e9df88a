package dev.portico.gateway.admission;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Store;
import dev.portico.gateway.redis.DocumentedUser;
import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.RealCluster;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.redis.RedisLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real cluster of three nodes: limits that hold while a slot moves, and a node that is paused. */
@Timeout(120)
class SharedLimitsInClusterTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final RealCluster CLUSTER = RealCluster.start();

    /** Two instances; what is about counts and not about time is patient, for a machine may be busy. */
    private List<RedisStore> stores = List.of();

    private void connect(RedisCommands.Settings settings) {
        connect((vertx, meters) -> CLUSTER.commands(vertx, settings, meters));
    }

    private void connect(String login) {
        connect((vertx, meters) -> CLUSTER.commands(login, vertx, RedisStore.PATIENT, meters));
    }

    private void connect(RedisStore.Connecting connecting) {
        stores = Stream.generate(() -> new RedisStore(connecting)).limit(2).toList();
    }

    private static Limit limit(String name, Algorithm algorithm) {
        return SetClock.limit(name, algorithm);
    }

    @AfterEach
    void disconnect() {
        CLUSTER.node(1).resume();
        stores.forEach(RedisStore::close);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void keys_of_all_nodes_are_each_counted_exactly() {
        connect(RedisStore.PATIENT);
        var limit = limit("each", new SlidingLog(50, DAY));
        var callers = new Callers(
                stores, 8, random -> List.of(new Charge(limit, "key-" + random.nextInt(10), 1)), Duration.ZERO, false);
        try (callers) {
            until("all is taken", () -> callers.admitted() >= 500 && callers.refused() > 500);
        }
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
        assertThat(callers.admitted()).isEqualTo(500);
    }

    @Test
    void limits_of_keys_on_different_nodes_are_taken_together_or_given_back() {
        connect(RedisStore.PATIENT);
        var one = new Charge(limit("one", new FixedWindow(5, DAY)), CLUSTER.keyOn(0, "a"), 1);
        var two = new Charge(limit("two", new FixedWindow(2, DAY)), CLUSTER.keyOn(2, "b"), 1);
        for (int i = 0; i < 4; i++) {
            assertThat(stores.getFirst().take(one, two).passes()).isEqualTo(i < 2);
        }
        until("it is given back", () -> stores.getLast()
                .take(new Charge(one.limit(), one.key(), 3))
                .passes());
        assertThat(stores.getLast().take(one).passes()).isFalse();
    }

    /** Two limits of one key are two keys of Redis that travel one after the other: so all that a cluster says occurs. */
    @Test
    void a_slot_that_moves_under_load_loses_no_count_and_gives_none_away() {
        connect(RedisStore.PATIENT);
        var key = CLUSTER.keyOn(0, "hot");
        var limit = limit("hot", new FixedWindow(3_000, DAY));
        var other = limit("hot-too", new TokenBucket(1_000_000, Duration.ofSeconds(1), 1_000_000));
        var slot = RealCluster.slotOf("{" + key + "}");
        var callers = new Callers(stores, 8, random -> List.of(new Charge(limit, key, 1)), Duration.ZERO, false);
        try (callers) {
            callers.runFor(Duration.ofMillis(200));
            stores.getFirst().take(new Charge(limit, key, 0), new Charge(other, key, 1));
            for (int to = 1; to <= 3; to++) {
                CLUSTER.move(slot, to - 1, to % 3);
                callers.runFor(Duration.ofMillis(100));
                assertThat(stores.getLast()
                                .take(new Charge(limit, key, 0), new Charge(other, key, 1))
                                .passes())
                        .isTrue();
            }
            until("all is taken", () -> callers.admitted() >= 3_000 && callers.refused() > 0);
        }
        System.out.printf(
                "slot moved three times under load: %d decisions, slowest %.1f ms%n",
                callers.said.size(), slowest(callers));
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
        assertThat(callers.admitted()).isEqualTo(3_000);
    }

    /** The target has no key yet and the source has none: neither runs a script over both. */
    @Test
    void a_caller_without_counts_in_a_slot_on_its_way_is_counted_limit_by_limit_and_nothing_is_logged() {
        connect(RedisStore.PATIENT);
        var key = CLUSTER.keyOn(0, "fresh");
        var slot = RealCluster.slotOf(key);
        CLUSTER.beginToMove(slot, 0, 1);
        try (var log = new RedisLog()) {
            var one = new Charge(limit("fresh", new FixedWindow(3, DAY)), key, 1);
            var two = new Charge(limit("fresh-too", new FixedWindow(2, DAY)), key, 1);
            for (int i = 0; i < 4; i++) {
                var store = stores.get(i % 2);
                var taken = store.take(one, two);
                assertThat(taken.passes()).isEqualTo(i < 2);
                assertThat(taken.decisions())
                        .noneMatch(each -> each instanceof Admitted admitted && admitted.by() == Store.MEMORY);
            }
            until(
                    "what the other refused is given back",
                    () -> stores.getFirst().take(one).passes());
            assertThat(stores.getFirst().take(one).passes()).isFalse();
            assertThat(log.lines()).isEmpty();
        } finally {
            CLUSTER.move(slot, 0, 1);
        }
    }

    /** Half of their counts are on one node and half on the other, for as long as it takes, and some have none yet. */
    @Test
    void many_callers_with_two_limits_in_a_slot_that_moves_are_all_counted_in_redis_and_exactly() {
        connect(RedisStore.PATIENT);
        var slot = RealCluster.slotOf(CLUSTER.keyOn(0, "many"));
        var one = limit("many", new FixedWindow(200, DAY));
        var two = limit("many-too", new SlidingLog(150, DAY));
        var charges = Stream.iterate(0, i -> i + 1)
                .map(i -> "caller-" + i)
                .filter(key -> RealCluster.slotOf(key) == slot)
                .limit(10)
                .map(key -> List.of(new Charge(one, key, 1), new Charge(two, key, 1)))
                .toList();
        CLUSTER.beginToMove(slot, 0, 1);
        var callers =
                new Callers(stores, 8, random -> charges.get(random.nextInt(charges.size())), Duration.ZERO, false);
        try (callers) {
            callers.runFor(Duration.ofMillis(100));
            for (int to = 1; to <= 3; to++) {
                CLUSTER.move(slot, to - 1, to % 3);
                callers.runFor(Duration.ofMillis(100));
            }
            until("all is taken", () -> callers.admitted() >= 1_500);
            callers.runFor(Duration.ofMillis(100));
        }
        assertThat(stores)
                .anyMatch(store -> store.meters
                                .find("redis.client.commands")
                                .tag("outcome", "refused")
                                .timer()
                        != null);
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
        assertThat(callers.admitted()).isEqualTo(1_500);
        assertThat(callers.refused()).isPositive();
    }

    @Test
    void a_user_with_the_rights_that_the_docs_name_is_enough_also_while_a_slot_moves() {
        CLUSTER.tellMasters(DocumentedUser.setUpInCluster());
        connect(DocumentedUser.LOGIN);
        var one = limit("few-rights", new FixedWindow(9, DAY));
        var two = limit("few-rights-too", new SlidingLog(9, DAY));
        for (int master = 0; master < 3; master++) {
            var key = CLUSTER.keyOn(master, "right");
            var slot = RealCluster.slotOf(key);
            var charges = List.of(new Charge(one, key, 3), new Charge(two, key, 3));
            CLUSTER.beginToMove(slot, master, (master + 1) % 3);
            for (int round = 0; round < 3; round++) {
                var taken = RedisStore.taken(stores.getFirst().counters.take(charges));
                assertThat(taken.decisions())
                        .allMatch(each -> each instanceof Admitted admitted && admitted.by() == Store.REDIS);
                stores.getFirst().counters.giveBack(charges, taken);
                if (round == 1) {
                    CLUSTER.move(slot, master, (master + 1) % 3);
                }
            }
            until("all is given back", () -> stores.getFirst()
                    .take(new Charge(one, key, 9), new Charge(two, key, 9))
                    .passes());
        }
    }

    @Test
    void that_the_user_may_not_read_the_slots_is_one_line_in_the_log() {
        CLUSTER.tellMasters("ACL SETUSER blind on >SECRET ~portico:* -@all +hello +select +evalsha +eval +hset");
        var vertx = Vertx.vertx();
        try (var log = new RedisLog();
                var commands = CLUSTER.commands("blind:SECRET", vertx, RedisStore.USUAL, new SimpleMeterRegistry())) {
            until("it is told", () -> {
                RedisStore.value(commands.fields("portico:{a}", List.of("a")));
                return !log.lines().isEmpty();
            });
            for (int i = 0; i < 100; i++) {
                assertThat(RedisStore.value(commands.fields("portico:{a}", List.of("a"))))
                        .isInstanceOf(Outcome.Away.class);
            }
            assertThat(log.lines())
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("NOPERM", "cluster|slots", "docs/limits.md");
        } finally {
            RedisStore.value(vertx.close());
        }
    }

    @Test
    void a_node_that_is_paused_keeps_nobody_from_the_others() {
        connect(RedisStore.USUAL);
        var limit = limit("paused", new FixedWindow(100_000_000, DAY));
        var keys = Stream.of(0, 1, 2).map(master -> CLUSTER.keyOn(master, "p")).toList();
        var callers = new Callers(
                stores,
                6,
                random -> List.of(new Charge(limit, keys.get(random.nextInt(3)), 1)),
                Duration.ofMillis(1),
                false);
        try (callers) {
            callers.runFor(Duration.ofMillis(300));
            callers.said.clear();
            CLUSTER.node(1).pause();
            callers.runFor(Duration.ofMillis(800));
            var during = List.copyOf(callers.said);
            CLUSTER.node(1).resume();
            until("all nodes are asked", () -> stores.stream().noneMatch(store -> store.commands.isAway()));
            callers.said.clear();
            callers.runFor(Duration.ofMillis(300));
            var memory = during.stream()
                    .filter(Callers.Said::byMemory)
                    .collect(Collectors.groupingBy(said -> said.charge().key(), Collectors.counting()));
            var late = during.stream().filter(said -> said.took() > 20_000_000).count();
            System.out.printf(
                    "one of three nodes paused for 0.8 s under load: %d decisions, %d waited for the deadline, in"
                            + " memory %s%n",
                    during.size(), late, memory);
            assertThat(memory.getOrDefault(keys.get(0), 0L) + memory.getOrDefault(keys.get(2), 0L))
                    .isLessThan(during.size() / 20);
            assertThat(memory.getOrDefault(keys.get(1), 0L)).isPositive();
            assertThat(late).isLessThan(100);
        }
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
    }

    private static double slowest(Callers callers) {
        Function<Callers.Said, Long> took = Callers.Said::took;
        return callers.said.stream().map(took).max(Long::compare).orElse(0L) / 1e6;
    }
}
