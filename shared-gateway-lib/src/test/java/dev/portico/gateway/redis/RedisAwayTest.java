package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What makes a real server count as away and what does not, and when it is back. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class RedisAwayTest {

    private static final int FAILURES = 5;
    private static final Script COUNT = Script.of("return {redis.call('INCR', KEYS[1])}");
    private static final Script SLOW = Script.of("local sum = 0 for i = 1, 8e6 do sum = sum + i end return {1}");

    private final Vertx vertx = Vertx.vertx();
    private final RealRedis redis = RealRedis.start();
    private RedisCommands commands;

    private void connect(Duration deadline) {
        commands = new RedisCommands(
                vertx,
                () -> Redis.createClient(vertx, redis.url()),
                new RedisCommands.Settings(deadline, FAILURES, Duration.ofMillis(50)),
                new SimpleMeterRegistry());
        until("it answers", () -> answers(COUNT));
    }

    @AfterEach
    void disconnect() {
        commands.close();
        redis.close();
        value(vertx.close());
    }

    @Test
    void answers_that_always_come_too_late_are_an_outage() {
        connect(Duration.ofMillis(5));
        until("it is away", () -> {
            var answered = answers(SLOW);
            return !answered && commands.isAway();
        });
    }

    @Test
    void a_connection_that_breaks_is_one_failure_however_many_were_waiting_on_it() {
        connect(Duration.ofSeconds(5));
        redis.pause();
        var waiting = Stream.generate(() -> commands.run(COUNT, List.of("a"), List.of()))
                .limit(20L * FAILURES)
                .toList();
        redis.kill();
        assertThat(waiting).allSatisfy(each -> assertThat(value(each)).isInstanceOf(Outcome.Away.class));
        assertThat(commands.isAway()).isFalse();
        redis.restart();
        assertThat(answers(COUNT)).isTrue();
    }

    @Test
    void a_replica_is_away_although_it_answers_until_it_is_a_master_again() {
        connect(Duration.ofSeconds(1));
        try (var master = RealRedis.start()) {
            redis.ask("REPLICAOF 127.0.0.1 " + master.port());
            until("it is away", () -> !answers(COUNT) && commands.isAway());
            until("it has been probed three times", () -> refusedWrites() >= FAILURES + 3);
            assertThat(commands.isAway()).isTrue();
            redis.ask("REPLICAOF NO ONE");
            until("it is back", () -> !commands.isAway() && answers(COUNT));
        }
    }

    private long refusedWrites() {
        return redis.ask("INFO errorstats")
                .lines()
                .filter(line -> line.startsWith("errorstat_READONLY:count="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElse(0);
    }

    private boolean answers(Script script) {
        return value(commands.run(script, List.of("a"), List.of())) instanceof Outcome.Answered;
    }

    private static <T> T value(Future<T> asked) {
        return asked.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
