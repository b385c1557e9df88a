package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes a real server count as away and what does not, and when it is back. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class RedisAwayTest {

    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Script COUNT = Script.of("return {redis.call('HSET', KEYS[1], 'a', 1)}");
    private static final Script SLOW = Script.of("local sum = 0 for i = 1, 8e6 do sum = sum + i end return {1}");

    private final Vertx vertx = Vertx.vertx();
    private final RealRedis redis = RealRedis.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisCommands commands;

    private void connect(Duration deadline) {
        connect(redis.url(), deadline);
    }

    private void connect(String url, Duration deadline) {
        commands = new RedisCommands(
                vertx,
                () -> Redis.createClient(vertx, url),
                new RedisCommands.Settings(deadline, FAILURES, PAUSE),
                meters);
        until("it answers", () -> answers(COUNT));
    }

    /** As a user who may do what the docs say and no more. */
    private void connectWithFewRights() {
        assertThat(redis.ask(DocumentedUser.setUp())).isEqualTo("+OK");
        connect(redis.url().replace("//", "//" + DocumentedUser.LOGIN + '@'), Duration.ofSeconds(1));
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
        var waiting = Stream.generate(() -> commands.run(COUNT, List.of("portico:a"), List.of()))
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
        connectWithFewRights();
        try (var master = RealRedis.start()) {
            redis.ask("REPLICAOF 127.0.0.1 " + master.port());
            until("it is away", () -> !answers(COUNT) && commands.isAway());
            until("it has been probed three times", () -> refusedWrites() >= FAILURES + 3);
            assertThat(commands.isAway()).isTrue();
            redis.ask("REPLICAOF NO ONE");
            until("it is back", () -> !commands.isAway() && answers(COUNT));
        }
    }

    @Test
    void a_full_server_is_away_for_who_needs_to_write_and_not_for_who_does_so_only_if_there_is_room() {
        connect(Duration.ofSeconds(1));
        redis.ask("CONFIG SET maxmemory 1");
        for (int i = 0; i < 2 * FAILURES; i++) {
            assertThat(value(commands.runIfRoom(COUNT, List.of("portico:a"), List.of())))
                    .isInstanceOf(Outcome.Away.class);
        }
        assertThat(commands.isAway()).isFalse();
        until("it is away", () -> !answers(COUNT) && commands.isAway());
        redis.ask("CONFIG SET maxmemory 0");
        until("it is back", () -> !commands.isAway() && answers(COUNT));
    }

    /** Of what a script does, Redis 7.0 does not say which command it was. */
    @ParameterizedTest
    @CsvSource({"evalsha, NOPERM this user has no permissions to run the", "hset, ERR The user"})
    void what_the_user_may_not_run_is_one_line_in_the_log_and_no_outage(String right, String said) {
        connectWithFewRights();
        try (var log = new RedisLog()) {
            redis.ask("ACL SETUSER gateway -" + right);
            for (int i = 0; i < 20 * FAILURES; i++) {
                assertThat(answers(COUNT)).isFalse();
            }
            assertThat(commands.isAway()).isFalse();
            assertThat(log.lines())
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("Redis refused script: " + said, "docs/limits.md");
            redis.ask("ACL SETUSER gateway +" + right);
            assertThat(answers(COUNT)).isTrue();
        }
    }

    /** Who only reads API keys may write nothing. */
    @Test
    void a_server_that_lets_its_user_only_read_is_back_all_the_same() {
        connectWithFewRights();
        redis.ask("ACL SETUSER gateway -eval -evalsha");
        redis.pause();
        var waiting = Stream.generate(() -> commands.fields("portico:a", List.of("a")))
                .limit(FAILURES)
                .toList();
        assertThat(waiting).allSatisfy(each -> assertThat(value(each)).isInstanceOf(Outcome.Away.class));
        assertThat(commands.isAway()).isTrue();
        redis.resume();
        until("it is back", () -> !commands.isAway());
        until("it answers", () -> value(commands.fields("portico:a", List.of("a"))) instanceof Outcome.Answered);
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
        return value(commands.run(script, List.of("portico:a"), List.of())) instanceof Outcome.Answered;
    }

    private static <T> T value(Future<T> asked) {
        return RealRedis.value(asked);
    }
}
