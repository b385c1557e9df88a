package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.SetClock.limit;
import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.redis.Outcome;
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.redis.Script;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script in a real Redis, by a clock that the test sets, says the same as memory: at random times, costs and give-backs. */
@Timeout(60)
class CountScriptTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final long WINDOW_MICROS = 10_000_000;
    private static final int ROUNDS = 6;
    private static final int REQUESTS = 150;

    private static final RealRedis REDIS = RealRedis.start();

    private final SetClock memory = new SetClock();
    private final Vertx vertx = Vertx.vertx();
    private final RedisCommands commands = new RedisCommands(
            vertx, () -> Redis.createClient(vertx, REDIS.url()), RedisStore.PATIENT, new SimpleMeterRegistry());
    private final RedisCounters redis = new RedisCounters(
            (script, keys, arguments) -> commands.run(timed(script), keys, timed(arguments)),
            "test",
            memory.counters,
            () -> Instant.EPOCH.plus(memory.now(), ChronoUnit.MICROS),
            new SimpleMeterRegistry());

    static List<Algorithm> algorithms() {
        return List.of(
                new FixedWindow(1, WINDOW),
                new FixedWindow(23, WINDOW),
                new SlidingLog(1, WINDOW),
                new SlidingLog(23, WINDOW),
                new SlidingCounter(1, WINDOW),
                new SlidingCounter(23, WINDOW),
                new TokenBucket(1, WINDOW, 1),
                new TokenBucket(7, WINDOW, 23),
                new TokenBucket(23, WINDOW, 5),
                new Calendar(23, Period.DAY, ZoneId.of("Europe/Berlin")),
                new Calendar(5, Period.MONTH, ZoneId.of("America/New_York")));
    }

    private static Script timed(Script script) {
        return Script.of(script.source().replace("redis.call('TIME')", "{ARGV[#ARGV - 1], ARGV[#ARGV]}"));
    }

    private List<String> timed(List<String> arguments) {
        var timed = new ArrayList<>(arguments);
        timed.add(Long.toString(memory.now() / 1_000_000));
        timed.add(Long.toString(memory.now() % 1_000_000));
        return timed;
    }

    @BeforeEach
    void connect() {
        until(
                "Redis answers",
                () -> RedisStore.value(commands.run(Script.of("return {1}"), List.of("a"), List.of()))
                        instanceof Outcome.Answered);
    }

    @AfterEach
    void disconnect() {
        REDIS.ask("FLUSHALL");
        commands.close();
        RedisStore.value(vertx.close());
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void the_script_says_the_same_as_memory(Algorithm algorithm) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var charges = new ArrayList<Held>();
            var limit = limit("round-" + round, algorithm);
            // No two charges have the same microsecond here: a log in Redis makes them differ.
            for (int i = 0; i < REQUESTS; i++) {
                memory.micros.addAndGet(1 + step(random, algorithm));
                var charge = new Charge(limit, "key", cost(random, algorithm));
                var expected = memory.take(charge);
                var said = RedisStore.taken(redis.take(List.of(charge)));
                assertThat(text(said))
                        .as("round %d, request %d: %s at %d", round, i, charge, memory.now())
                        .isEqualTo(text(expected));
                if (said.passes()) {
                    charges.add(new Held(charge, expected, said));
                }
                if (!charges.isEmpty() && random.nextInt(3) == 0) {
                    var back = charges.remove(random.nextInt(charges.size()));
                    memory.counters.giveBack(List.of(back.charge), back.inMemory);
                    redis.giveBack(List.of(back.charge), back.inRedis);
                }
            }
        }
    }

    private record Held(Charge charge, Taken inMemory, Taken inRedis) {}

    /** What is said, but not by whom. */
    private static String text(Taken taken) {
        return switch (taken.decisions().getFirst()) {
            case Admitted admitted ->
                "%d left, reset %d, at %d".formatted(admitted.remaining(), admitted.resetMicros(), admitted.stamp());
            case Refused(var remaining, var wait) -> "%d left, wait %d".formatted(remaining, wait);
            case Decision.Uncounted(), Decision.Unknown() -> "away";
        };
    }

    private long step(Random random, Algorithm algorithm) {
        var scale = algorithm instanceof Calendar quota ? quota.period() == Period.DAY ? 8_640L : 259_200L : 1;
        return scale
                * switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(3 * WINDOW_MICROS);
                    case 1 -> WINDOW_MICROS - Math.floorMod(memory.now() + 1, WINDOW_MICROS);
                    case 2, 3, 4 -> 0;
                    default -> random.nextLong(WINDOW_MICROS / 10);
                };
    }

    private static long cost(Random random, Algorithm algorithm) {
        return random.nextInt(10) == 0 ? 0 : random.nextBoolean() ? 1 : 1 + random.nextLong(algorithm.most());
    }
}
