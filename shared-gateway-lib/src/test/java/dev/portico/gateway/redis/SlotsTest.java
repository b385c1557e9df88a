package dev.portico.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The examples of the cluster specification, and what a server says of others. */
class SlotsTest {

    @Test
    void the_specifications_example_has_its_remainder() {
        assertThat(Slots.of("123456789")).isEqualTo(0x31C3 % 16_384);
    }

    @Test
    void only_what_is_in_the_first_braces_counts() {
        assertThat(Slots.of("{user1000}.following")).isEqualTo(Slots.of("{user1000}.followers"));
        assertThat(Slots.of("foo{bar}{zap}")).isEqualTo(Slots.of("bar"));
        assertThat(Slots.of("foo{{bar}}zap")).isEqualTo(Slots.of("{bar"));
    }

    @Test
    void nodes_that_have_no_host_name_to_tell_are_asked_where_they_told_so() {
        try (var cluster = RealCluster.start()) {
            for (int node = 0; node < 3; node++) {
                cluster.node(node).ask("CONFIG SET cluster-preferred-endpoint-type hostname");
            }
            assertThat(cluster.node(0).ask("CLUSTER SLOTS")).contains("?");
            var vertx = Vertx.vertx();
            var settings = new RedisCommands.Settings(Duration.ofSeconds(5), 1000, Duration.ofMillis(100));
            try (var commands = cluster.commands(vertx, settings, new SimpleMeterRegistry())) {
                RealRedis.until(
                        "the first node answers",
                        () -> commands.fields("{a}", List.of("x"))
                                        .toCompletionStage()
                                        .toCompletableFuture()
                                        .orTimeout(10, TimeUnit.SECONDS)
                                        .join()
                                instanceof Outcome.Answered<?>);
            } finally {
                vertx.close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    @Test
    void a_real_server_says_the_same_of_all_kinds_of_keys() {
        try (var cluster = RealCluster.start()) {
            for (var key : List.of(
                    "a", "portico:web:{user:alice}:browse:fixed:60000000", "{ö}ü", "x{}{y}", "{}", "x{y", "}{")) {
                assertThat(cluster.node(0).ask("CLUSTER KEYSLOT " + key)).isEqualTo(":" + Slots.of(key));
            }
        }
    }
}
