package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static dev.portico.gateway.redis.RealRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom connections are made to after one that led to nobody who writes: a sentinel may say what was true once. */
@Timeout(60)
class NextHostTest {

    private static final RealRedis MASTER = RealRedis.start();
    private static final Script WRITE = Script.of("redis.call('HSET', KEYS[1], 'a', 1) return {1}");

    private final Vertx vertx = Vertx.vertx();
    private final ConcurrentLinkedQueue<Integer> turns = new ConcurrentLinkedQueue<>();

    @AfterEach
    void disconnect() {
        value(vertx.close());
    }

    @AfterAll
    static void stop() {
        MASTER.close();
    }

    @Test
    void after_a_replica_the_next_is_asked() {
        try (var replica = replica()) {
            assertPassedOn(replica);
        }
    }

    @Test
    void after_a_master_that_is_cut_off_from_its_replicas_the_next_is_asked() {
        try (var alone = RealRedis.start(List.of("--min-replicas-to-write", "1"))) {
            assertPassedOn(alone);
        }
    }

    private void assertPassedOn(RealRedis first) {
        try (var commands = RedisCommands.ofHosts(
                vertx,
                turn -> client(turn == 0 ? first.url() : MASTER.url()),
                settings(5),
                new SimpleMeterRegistry())) {
            until(
                    "the next one is asked",
                    () -> value(commands.run(WRITE, List.of("a"), List.of())) instanceof Outcome.Answered<?>);
        }
    }

    @Test
    void after_a_probe_of_a_replica_the_next_is_probed() {
        try (var replica = replica()) {
            var server = server(turn -> turn == 0 ? replica.url() : MASTER.url());
            value(server.link().connection());
            server.late(server.link(), -1);
            assertThat(server.isAway()).isTrue();
            until("it is back", () -> !server.isAway());
            assertThat(turns).containsExactly(0, 0, 1);
            server.close();
        }
    }

    @Test
    void after_a_connection_that_was_given_up_while_it_was_made_the_same_is_asked_again() throws IOException {
        try (var silent = new SilencedRedis(MASTER)) {
            silent.silenceAll();
            var server = server(turn -> turns.size() == 1 ? silent.url() : MASTER.url());
            server.late(server.link(), -1);
            assertThat(server.isAway()).isTrue();
            until("it is back", () -> !server.isAway());
            assertThat(turns).containsExactly(0, 0);
            server.close();
        }
    }

    /** The first failure takes it away. */
    private Server server(IntFunction<String> hosts) {
        return new Server(
                "Redis",
                vertx,
                turn -> {
                    turns.add(turn);
                    return client(hosts.apply(turn));
                },
                settings(1),
                Server.Place.alone());
    }

    private static RedisCommands.Settings settings(int failures) {
        return new RedisCommands.Settings(Duration.ofSeconds(2), failures, Duration.ofMillis(50));
    }

    private static RealRedis replica() {
        return RealRedis.start(List.of("--replicaof", "127.0.0.1 " + MASTER.port()));
    }

    private Redis client(String url) {
        return Redis.createClient(vertx, url);
    }
}
