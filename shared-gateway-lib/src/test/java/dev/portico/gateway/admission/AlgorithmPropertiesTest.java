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
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Definition.Passed;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For random times, costs and give-backs: what passes is what {@link Definition} allows, and never more. */
class AlgorithmPropertiesTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final long WINDOW_MICROS = 10_000_000;
    private static final int ROUNDS = 60;
    private static final int REQUESTS = 250;

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
                new Calendar(23, Period.DAY, ZoneId.of("Europe/Berlin")));
    }

    /** The steps are such that bursts, idle windows and boundaries that are met exactly all occur. */
    private static void step(SetClock clock, Random random, Algorithm algorithm) {
        var scale = algorithm instanceof Calendar ? 8_640L : 1;
        clock.micros.addAndGet(scale
                * switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(3 * WINDOW_MICROS);
                    case 1 -> WINDOW_MICROS - Math.floorMod(clock.now(), WINDOW_MICROS);
                    case 2, 3, 4 -> 0;
                    default -> random.nextLong(WINDOW_MICROS / 10);
                });
    }

    private static long cost(Random random, Algorithm algorithm) {
        return random.nextBoolean() ? 1 : 1 + random.nextLong(algorithm.most());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void what_passes_is_what_the_definition_allows(Algorithm algorithm) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var clock = new SetClock();
            var passed = new ArrayList<Passed>();
            for (int i = 0; i < REQUESTS; i++) {
                step(clock, random, algorithm);
                var cost = cost(random, algorithm);
                var expected = Definition.allows(algorithm, passed, clock.now(), cost);
                assertThat(clock.passes(limit(algorithm), cost))
                        .as("round %d, request %d, cost %d at %d after %s", round, i, cost, clock.now(), passed)
                        .isEqualTo(expected);
                if (expected) {
                    passed.add(new Passed(clock.now(), cost));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void with_give_backs_never_more_passes_than_the_definition_allows(Algorithm algorithm) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var clock = new SetClock();
            var passed = new ArrayList<Passed>();
            var held = new ArrayList<Held>();
            for (int i = 0; i < REQUESTS; i++) {
                step(clock, random, algorithm);
                var cost = cost(random, algorithm);
                if (clock.take(limit(algorithm), cost) instanceof Admitted admitted) {
                    var now = new Passed(clock.now(), cost);
                    passed.add(now);
                    held.add(new Held(now, admitted));
                }
                if (!held.isEmpty() && random.nextInt(3) == 0) {
                    var back = held.remove(random.nextInt(held.size()));
                    clock.giveBack(limit(algorithm), back.passed.cost(), back.decision);
                    passed.remove(back.passed);
                }
            }
            assertThat(Definition.holds(algorithm, passed))
                    .as("round %d: %s", round, passed)
                    .isTrue();
        }
    }

    private record Held(Passed passed, Admitted decision) {}

    @ParameterizedTest
    @MethodSource("algorithms")
    void what_is_given_back_at_once_leaves_no_trace(Algorithm algorithm) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var clock = new SetClock();
            var untouched = new SetClock();
            for (int i = 0; i < REQUESTS; i++) {
                step(clock, random, algorithm);
                untouched.micros.set(clock.now());
                var cost = cost(random, algorithm);
                if (random.nextBoolean()) {
                    clock.giveBack(limit(algorithm), cost, clock.take(limit(algorithm), cost));
                } else {
                    assertThat(clock.passes(limit(algorithm), cost))
                            .isEqualTo(untouched.passes(limit(algorithm), cost));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void a_refused_request_passes_at_the_told_time_and_not_before(Algorithm algorithm) {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var clock = new SetClock();
            for (int i = 0; i < REQUESTS; i++) {
                step(clock, random, algorithm);
                var cost = cost(random, algorithm);
                if (clock.take(limit(algorithm), cost) instanceof Refused refused) {
                    assertThat(refused.waitMicros()).isPositive();
                    clock.micros.addAndGet(refused.waitMicros() - 1);
                    assertThat(clock.passes(limit(algorithm), cost))
                            .as("before")
                            .isFalse();
                    clock.micros.addAndGet(1);
                    assertThat(clock.passes(limit(algorithm), cost)).as("then").isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void what_remains_can_be_had_at_once_and_no_more(Algorithm algorithm) {
        var random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            var clock = new SetClock();
            for (int i = 0; i < random.nextInt(REQUESTS); i++) {
                step(clock, random, algorithm);
                clock.take(limit(algorithm), cost(random, algorithm));
            }
            for (var left = clock.admitted(limit(algorithm), 0).remaining(); left > 0; left--) {
                assertThat(clock.passes(limit(algorithm), 1)).isTrue();
            }
            assertThat(clock.passes(limit(algorithm), 1)).isFalse();
        }
    }

    /** In any time up to a window, the counter lets pass what a bucket of the same permits would: P × (1 + t / window). */
    @Test
    void the_counter_lets_through_less_than_twice_the_log() {
        var algorithm = new SlidingCounter(23, WINDOW);
        var bound = new TokenBucket(23, WINDOW, 23);
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var clock = new SetClock();
            var passed = new ArrayList<Passed>();
            for (int i = 0; i < REQUESTS; i++) {
                step(clock, random, algorithm);
                var cost = cost(random, algorithm);
                if (clock.passes(limit(algorithm), cost)) {
                    passed.add(new Passed(clock.now(), cost));
                }
            }
            for (var each : passed) {
                var since = passed.stream()
                        .filter(other ->
                                other.micros() > each.micros() - WINDOW_MICROS && other.micros() <= each.micros())
                        .sorted(Comparator.comparingLong(Passed::micros))
                        .toList();
                assertThat(Definition.allows(
                                bound,
                                since.subList(0, since.size() - 1),
                                each.micros(),
                                since.getLast().cost()))
                        .isTrue();
            }
        }
    }

    /** The worst there is: all permits just before a boundary, and each that fades at once. */
    @Test
    void the_worst_case_of_the_counter_is_one_less_than_twice_the_permits() {
        var limit = limit(new SlidingCounter(100, WINDOW));
        var clock = new SetClock();
        clock.micros.addAndGet(WINDOW_MICROS - 1);
        long passed = 0;
        for (int step = 0; step < 10_000; step++) {
            while (clock.passes(limit, 1)) {
                passed++;
            }
            clock.micros.addAndGet(step == 0 ? 1 : 1_000);
        }
        assertThat(passed).isEqualTo(199);
    }

    @Test
    void with_traffic_that_comes_at_random_the_counter_lets_through_as_much_as_the_log_within_two_percent() {
        for (var load : List.of(0.8, 1.0, 1.5, 3.0)) {
            var random = new Random(3);
            var clock = new SetClock();
            var counter = limit("counter", new SlidingCounter(100, WINDOW));
            var log = limit("log", new SlidingLog(100, WINDOW));
            long byCounter = 0;
            long byLog = 0;
            for (int i = 0; i < 200_000; i++) {
                clock.micros.addAndGet((long) (-Math.log(1 - random.nextDouble()) * WINDOW_MICROS / 100 / load));
                byCounter += clock.passes(counter, 1) ? 1 : 0;
                byLog += clock.passes(log, 1) ? 1 : 0;
            }
            assertThat((double) byCounter / byLog).as("load %s", load).isBetween(0.98, 1.02);
        }
    }
}
