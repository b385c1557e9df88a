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
import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several instances with many callers each on one key in a real Redis, by its real clock: together never more than allowed. */
@Timeout(120)
class SharedLimitsTest {

    private static final Duration WINDOW = Duration.ofMillis(150);
    private static final Duration TIME = Duration.ofMillis(700);
    private static final int INSTANCES = 3;
    private static final int CALLERS = 8;

    private static final RealRedis REDIS = RealRedis.start();
    private static final List<RedisStore> STORES = new ArrayList<>();

    static List<Algorithm> algorithms() {
        return List.of(
                new FixedWindow(40, WINDOW),
                new SlidingLog(40, WINDOW),
                new SlidingCounter(40, WINDOW),
                new TokenBucket(40, WINDOW, 15),
                new TokenBucket(15, WINDOW, 40),
                new Calendar(700, Period.DAY, ZoneOffset.UTC));
    }

    @BeforeAll
    static void connect() {
        Supplier<RedisStore> instance = () -> new RedisStore((vertx, meters) ->
                new RedisCommands(vertx, () -> Redis.createClient(vertx, REDIS.url()), RedisStore.PATIENT, meters));
        Stream.generate(instance).limit(INSTANCES).forEach(STORES::add);
    }

    @AfterAll
    static void stop() {
        STORES.forEach(RedisStore::close);
        REDIS.close();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void together_they_get_what_the_definition_allows_and_no_more(Algorithm algorithm) {
        var callers = run(algorithm, false);
        assertThat(callers.refused()).isPositive();
        assertThat(Definition.holds(algorithm, passed(callers))).isTrue();
        assertThat(callers.admitted()).isGreaterThanOrEqualTo(algorithm.most());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void what_some_give_back_lets_no_more_pass_either(Algorithm algorithm) {
        var callers = run(algorithm, true);
        var passed = passed(callers);
        callers.returned.forEach(back -> assertThat(passed.remove(passed.stream()
                        .filter(each -> each.micros() == back.stamp())
                        .findFirst()
                        .orElseThrow()))
                .isTrue());
        assertThat(callers.returned).isNotEmpty();
        assertThat(Definition.holds(algorithm, passed)).isTrue();
    }

    private static Callers run(Algorithm algorithm, boolean giveBack) {
        REDIS.ask("FLUSHALL");
        var limit = limit(algorithm);
        var callers = new Callers(
                STORES, CALLERS, random -> new Charge(limit, "key", 1 + random.nextInt(3)), Duration.ZERO, giveBack);
        try (callers) {
            callers.runFor(TIME);
        }
        assertThat(callers.failures).isEmpty();
        assertThat(callers.byMemory()).isZero();
        return callers;
    }

    private static List<Passed> passed(Callers callers) {
        var passed = new ArrayList<Passed>();
        for (var said : callers.said) {
            if (said.decision() instanceof Admitted admitted) {
                passed.add(new Passed(admitted.stamp(), said.charge().cost()));
            }
        }
        passed.sort(Comparator.comparingLong(Passed::micros));
        return passed;
    }
}
