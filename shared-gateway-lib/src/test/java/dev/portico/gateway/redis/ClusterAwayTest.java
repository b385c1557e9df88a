package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static dev.portico.gateway.redis.RealRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What makes a node of a real cluster count as away, and when it is back. */
@Timeout(60)
class ClusterAwayTest {

    private static final int FAILURES = 3;
    private static final RedisCommands.Settings SETTINGS =
            new RedisCommands.Settings(Duration.ofSeconds(2), FAILURES, Duration.ofMillis(50));
    private static final Script WRITE = Script.of("return {redis.call('HSET', KEYS[1], 'a', 1)}");

    private final RealCluster cluster = RealCluster.start();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void disconnect() {
        value(vertx.close());
        cluster.close();
    }

    @Test
    void each_node_that_is_full_stays_away_until_it_has_room_again() {
        try (var log = new RedisLog();
                var commands = cluster.commands(vertx, SETTINGS, new SimpleMeterRegistry())) {
            for (int master = 0; master < 3; master++) {
                var node = cluster.node(master);
                var key = cluster.keyOn(master, "portico:full");
                until("it answers", () -> writes(commands, key));
                assertThat(node.ask("CONFIG SET maxmemory 1")).isEqualTo("+OK");
                var before = comebacks(log);
                until("it is away", () -> !writes(commands, key) && commands.isAway());
                until("it has been probed three times", () -> refusedWrites(node) >= FAILURES + 3);
                assertThat(commands.isAway()).isTrue();
                assertThat(comebacks(log)).isEqualTo(before);
                assertThat(node.ask("CONFIG SET maxmemory 0")).isEqualTo("+OK");
                until("it is back", () -> !commands.isAway() && writes(commands, key));
            }
        }
    }

    /** The node that is away is read last, and what it says of itself tells nothing of the rights. */
    @Test
    void that_the_slots_cannot_be_read_anew_is_told_with_what_was_said_and_those_known_are_used() {
        cluster.tellMasters(DocumentedUser.setUpInCluster());
        try (var log = new RedisLog();
                var commands = cluster.commands(DocumentedUser.LOGIN, vertx, SETTINGS, new SimpleMeterRegistry())) {
            var keys = List.of(0, 1, 2).stream()
                    .map(master -> cluster.keyOn(master, "portico:blind"))
                    .toList();
            until("all answer", () -> keys.stream().allMatch(key -> writes(commands, key)));
            cluster.tellMasters("ACL SETUSER gateway -cluster|slots");
            cluster.node(2).kill();
            until("it is told", () -> {
                writes(commands, keys.get(2));
                return log.lines().stream().anyMatch(line -> line.contains("tells its slots"));
            });
            assertThat(log.lines().stream().filter(line -> line.contains("tells its slots")))
                    .singleElement()
                    .asString()
                    .contains("those known from before are used", "NOPERM", "docs/limits.md");
        }
    }

    private static long comebacks(RedisLog log) {
        return log.lines().stream().filter(line -> line.contains("is back")).count();
    }

    private static long refusedWrites(RealRedis node) {
        return node.ask("INFO errorstats")
                .lines()
                .filter(line -> line.startsWith("errorstat_OOM:count="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static boolean writes(RedisCommands commands, String key) {
        return value(commands.run(WRITE, List.of(key), List.of())) instanceof Outcome.Answered<?>;
    }
}
