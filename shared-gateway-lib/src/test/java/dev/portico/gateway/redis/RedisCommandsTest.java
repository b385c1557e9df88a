package dev.portico.gateway.redis;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server that is there, paused, killed and back. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class RedisCommandsTest {

    private static final Script PUT =
            Script.of("redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) return {redis.call('HLEN', KEYS[1])}");
    private static final Script COUNT = Script.of("return {redis.call('INCR', KEYS[1]), tonumber(ARGV[1])}");
    private static final Script FORGET_SCRIPTS = Script.of("redis.call('SET', KEYS[1], 'text') return {1}");

    private static final Duration DEADLINE = Duration.ofMillis(25);

    /** For what is not about time: a machine may be busy. */
    private static final Duration PATIENT = Duration.ofSeconds(2);

    private static final int FAILURES = 5;
    private static final RealRedis REDIS = RealRedis.start();

    private final Vertx vertx = Vertx.vertx();

    /** What is asked here in one go is asked before anything else is heard or is late. */
    private final Context loop = vertx.getOrCreateContext();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisCommands commands;

    @BeforeEach
    void connect() {
        commands = connected(PATIENT);
    }

    private RedisCommands connected(Duration deadline) {
        var connected = new RedisCommands(
                vertx,
                () -> Redis.createClient(vertx, REDIS.url()),
                new RedisCommands.Settings(deadline, FAILURES, Duration.ofMillis(100)),
                meters);
        commands = connected;
        until("the first command is answered", () -> answered(commands.run(COUNT, List.of("warm"), List.of("1"))));
        return connected;
    }

    /** In place of the patient one, whose meters would be taken for these. */
    private void impatient() {
        commands.close();
        meters.clear();
        commands = connected(DEADLINE);
        until("the loop is connected", () -> askAtOnce().stream().allMatch(RedisCommandsTest::answered));
    }

    @AfterEach
    void disconnect() {
        REDIS.resume();
        commands.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void fields_of_a_hash_come_in_the_order_they_are_asked_for_and_absent_ones_are_null() {
        put("a", "one", "1");
        put("a", "two", "zwei, ü");
        assertThat(value(commands.fields("a", List.of("two", "none", "one"))))
                .isEqualTo(Arrays.asList("zwei, ü", null, "1"));
        assertThat(value(commands.fields("nothing", List.of("one", "two")))).isEqualTo(Arrays.asList(null, null));
    }

    @Test
    void a_script_that_the_server_has_forgotten_is_sent_in_full_once() {
        assertThat(value(commands.run(COUNT, List.of("n"), List.of("7")))).containsExactly(1L, 7L);
        REDIS.restart();
        until(
                "Redis is asked again",
                () -> !commands.isAway() && answered(commands.run(PUT, List.of("warm-again"), List.of("a", "b"))));
        assertThat(value(commands.run(COUNT, List.of("n"), List.of("8")))).containsExactly(1L, 8L);
        assertThat(value(commands.run(COUNT, List.of("n"), List.of("9")))).containsExactly(2L, 9L);
    }

    @Test
    void commands_side_by_side_on_several_loops_each_get_their_own_answer() {
        IntStream.range(0, 50).forEach(i -> put("many", "f" + i, "v" + i));
        var asked = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < 2000; i++) {
            var n = i % 50;
            var answer = new CompletableFuture<Boolean>();
            vertx.getOrCreateContext();
            vertx.runOnContext(loop -> commands.fields("many", List.of("f" + n))
                    .onSuccess(outcome -> answer.complete(outcome instanceof Outcome.Away
                            || outcome.equals(new Outcome.Answered<>(List.of("v" + n))))));
            asked.add(answer);
        }
        assertThat(asked).allSatisfy(answer -> assertThat(
                        answer.orTimeout(10, TimeUnit.SECONDS).join())
                .isTrue());
    }

    @Test
    void a_paused_server_costs_a_few_commands_the_deadline_and_the_rest_nothing() {
        impatient();
        var skipped = skipped();
        REDIS.pause();
        var begun = System.nanoTime();
        askAtOnce().forEach(each -> assertThat(outcome(each)).isEqualTo(new Outcome.Away<>()));
        assertThat(millisSince(begun)).isBetween(20L, 2000L);
        assertThat(commands.isAway()).isTrue();
        begun = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(commands.fields("a", List.of("one")).isComplete()).isTrue();
        }
        assertThat(millisSince(begun)).isLessThan(1000);
        assertThat(count("late") + count("lost")).isGreaterThanOrEqualTo(FAILURES);
        assertThat(count("late")).isPositive();
        assertThat(skipped() - skipped).isEqualTo(10_000);
        assertThat(meters.get("redis.client.away").gauge().value()).isEqualTo(1);
        REDIS.resume();
        until("it is back without being asked", () -> !commands.isAway());
        assertThat(meters.get("redis.client.away").gauge().value()).isZero();
        until("a new connection is there", () -> answered(commands.run(COUNT, List.of("warm"), List.of("1"))));
    }

    @Test
    void what_was_connected_to_a_paused_server_is_dropped() {
        impatient();
        for (int round = 0; round < 3; round++) {
            REDIS.pause();
            until("it is away", () -> {
                askAtOnce().forEach(RedisCommandsTest::outcome);
                return commands.isAway();
            });
            REDIS.resume();
            until("it is back", () -> !commands.isAway());
        }
        var clients = Script.of("local found = redis.call('INFO', 'clients'):match('connected_clients:(%d+)')"
                + " return {tonumber(found)}");
        until(
                "few connections are left",
                () -> outcome(commands.run(clients, List.of(), List.of()))
                                instanceof Outcome.Answered<List<Long>>(var number)
                        && number.getFirst() <= 3);
    }

    @Test
    void a_killed_server_is_found_again_when_it_is_back() {
        impatient();
        REDIS.kill();
        until("it is away", () -> {
            outcome(commands.fields("a", List.of("one")));
            return commands.isAway();
        });
        assertThat(count("lost") + count("late")).isGreaterThanOrEqualTo(FAILURES);
        REDIS.restart();
        until("it is back without being asked", () -> !commands.isAway());
        until("a new connection is there", () -> answered(commands.run(COUNT, List.of("warm"), List.of("1"))));
    }

    @Test
    void a_command_that_the_server_refuses_is_no_outage() {
        assertThat(value(commands.run(FORGET_SCRIPTS, List.of("text"), List.of())))
                .containsExactly(1L);
        for (int i = 0; i < 2 * FAILURES; i++) {
            assertThat(outcome(commands.fields("text", List.of("one")))).isEqualTo(new Outcome.Away<>());
        }
        assertThat(commands.isAway()).isFalse();
        // The last one may be counted a moment after it was told.
        assertThat(count("refused")).isBetween(2.0 * FAILURES - 1, 2.0 * FAILURES);
    }

    @Test
    void nothing_is_asked_after_it_is_closed() {
        commands.close();
        assertThat(commands.fields("a", List.of("one")).result()).isEqualTo(new Outcome.Away<>());
    }

    /** As many as it takes, side by side. */
    private List<Future<Outcome<List<@Nullable String>>>> askAtOnce() {
        var asked = Promise.<List<Future<Outcome<List<@Nullable String>>>>>promise();
        loop.runOnContext(then -> asked.complete(Stream.generate(() -> commands.fields("a", List.of("one")))
                .limit(FAILURES)
                .toList()));
        return RealRedis.value(asked.future());
    }

    private void put(String key, String name, String value) {
        assertThat(answered(commands.run(PUT, List.of(key), List.of(name, value))))
                .isTrue();
    }

    private double skipped() {
        return meters.find("redis.client.skipped").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double count(String outcome) {
        return Stream.of("hmget", "script")
                .mapToDouble(command -> {
                    var timer = meters.find("redis.client.commands")
                            .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                            .tag("command", command)
                            .timer();
                    return timer == null ? 0 : timer.count();
                })
                .sum();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static boolean answered(Future<? extends Outcome<?>> asked) {
        return outcome(asked) instanceof Outcome.Answered<?>;
    }

    private static <T> @Nullable T value(Future<Outcome<T>> asked) {
        return switch (outcome(asked)) {
            case Outcome.Answered(var value) -> value;
            case Outcome.Away(), Outcome.Apart() -> throw new AssertionError("away");
        };
    }

    private static <T> T outcome(Future<T> asked) {
        return RealRedis.value(asked);
    }
}
