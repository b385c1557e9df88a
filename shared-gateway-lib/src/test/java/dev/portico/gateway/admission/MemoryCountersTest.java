package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.SetClock.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Decision.Admitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryCountersTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Limit TWO = limit("two", new SlidingCounter(2, WINDOW));
    private static final Limit THREE = limit("three", new SlidingCounter(3, WINDOW));

    private final SetClock clock = new SetClock();

    @Test
    void each_key_of_a_limit_has_its_own_count() {
        assertThat(admitted(TWO, "a", 5)).isEqualTo(2);
        assertThat(admitted(TWO, "b", 5)).isEqualTo(2);
    }

    @Test
    void each_limit_has_its_own_count_of_a_key() {
        assertThat(admitted(TWO, "a", 5)).isEqualTo(2);
        assertThat(admitted(THREE, "a", 5)).isEqualTo(3);
    }

    @Test
    void a_limit_that_has_changed_begins_anew_and_an_equal_one_goes_on() {
        assertThat(admitted(TWO, "a", 1)).isEqualTo(1);
        assertThat(admitted(limit("two", new SlidingCounter(2, WINDOW)), "a", 5))
                .isEqualTo(1);
        assertThat(admitted(limit("two", new SlidingCounter(4, WINDOW)), "a", 5))
                .isEqualTo(4);
    }

    @Test
    void what_is_given_back_is_given_back_to_its_key_only() {
        var charges = List.of(new Charge(TWO, "a", 2));
        var taken = clock.counters.take(charges);
        admitted(TWO, "b", 2);
        clock.counters.giveBack(charges, taken);
        assertThat(admitted(TWO, "a", 5)).isEqualTo(2);
        assertThat(admitted(TWO, "b", 5)).isZero();
    }

    /** Under many keys a count may be forgotten between a charge and its give-back, and others be charged to a new one. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void what_a_forgotten_count_was_charged_with_is_not_given_back_to_a_new_one(Algorithm algorithm) {
        var limit = limit(algorithm);
        var most = algorithm.most();
        var charged = clock.admitted(limit, most);
        clock.counters.forget(limit);
        clock.pass(Duration.ofNanos(1_000));
        clock.admitted(limit, most);
        clock.giveBack(limit, most, charged);
        assertThat(clock.passes(limit, 1)).isFalse();
    }

    @Test
    void what_one_limit_refuses_is_charged_nowhere() {
        var both = new Charge[] {new Charge(THREE, "a", 1), new Charge(TWO, "a", 1)};
        assertThat(clock.take(both).passes()).isTrue();
        assertThat(clock.take(both).passes()).isTrue();
        for (int i = 0; i < 10; i++) {
            var taken = clock.take(both);
            assertThat(taken.passes()).isFalse();
            assertThat(taken.decisions().get(0))
                    .isInstanceOfSatisfying(
                            Admitted.class, fits -> assertThat(fits.remaining()).isEqualTo(1));
            assertThat(taken.decisions().get(1)).isInstanceOf(Decision.Refused.class);
            clock.counters.giveBack(List.of(both), taken);
        }
        assertThat(admitted(THREE, "a", 5)).isEqualTo(1);
    }

    @Test
    void under_more_keys_than_it_holds_it_stays_bounded() {
        for (int i = 0; i < 3 * MemoryCounters.KEYS; i++) {
            clock.take(new Charge(TWO, "key " + i, 1));
        }
        assertThat(clock.counters.size(TWO)).isLessThanOrEqualTo(MemoryCounters.KEYS);
    }

    @Test
    void large_logs_are_kept_for_fewer_keys() {
        var log = limit("log", new SlidingLog(10_000, WINDOW));
        for (int i = 0; i < 5_000; i++) {
            clock.take(new Charge(log, "key " + i, 1));
        }
        assertThat(clock.counters.size(log)).isLessThanOrEqualTo(MemoryCounters.LOGGED / 10_000);
    }

    @Test
    void a_count_that_says_the_same_as_none_is_forgotten() {
        admitted(TWO, "a", 1);
        clock.pass(WINDOW.multipliedBy(2).plusMinutes(2));
        assertThat(clock.counters.size(TWO)).isZero();
    }

    static List<Algorithm> algorithms() {
        return AlgorithmPropertiesTest.algorithms();
    }

    /** All at one time, which makes it exact: what passes is what fits at once. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void of_many_threads_at_one_key_exactly_as_much_passes_as_fits(Algorithm algorithm) {
        var limit = limit(algorithm);
        var passed = new AtomicLong();
        inParallel(8, thread -> {
            for (int i = 0; i < 2_000; i++) {
                if (clock.passes(limit, 1)) {
                    passed.incrementAndGet();
                }
            }
        });
        assertThat(passed).hasValue(algorithm.most());
    }

    /** Each thread gives some back, so that in the end just what was kept has been charged. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void give_backs_of_many_threads_lose_and_win_nothing(Algorithm algorithm) {
        var limit = limit(algorithm);
        var kept = new AtomicLong();
        inParallel(8, thread -> {
            var random = new Random(thread);
            for (int i = 0; i < 2_000; i++) {
                var cost = 1 + random.nextLong(algorithm.most());
                if (clock.take(limit, cost) instanceof Admitted admitted) {
                    if (i < 1_990 || random.nextBoolean()) {
                        clock.giveBack(limit, cost, admitted);
                    } else {
                        kept.addAndGet(cost);
                    }
                }
            }
        });
        assertThat(kept.get()).isBetween(1L, algorithm.most());
        assertThat(clock.admitted(limit, 0).remaining()).isEqualTo(algorithm.most() - kept.get());
    }

    /** Rows name the same limits in another order, which must end in no deadlock and charge both or none. */
    @Test
    void of_several_limits_all_are_charged_or_none_whatever_their_order() {
        var some = limit("some", new FixedWindow(5_000, WINDOW));
        var fewer = limit("fewer", new FixedWindow(3_000, WINDOW));
        var forward = new Charge[] {new Charge(some, "a", 1), new Charge(fewer, "b", 1)};
        var backward = new Charge[] {forward[1], forward[0]};
        var passed = new AtomicLong();
        inParallel(8, thread -> {
            for (int i = 0; i < 2_000; i++) {
                if (clock.take(thread % 2 == 0 ? forward : backward).passes()) {
                    passed.incrementAndGet();
                }
            }
        });
        assertThat(passed).hasValue(3_000);
        assertThat(admitted(some, "a", 5_000)).isEqualTo(2_000);
    }

    /** By the real clock, so that threads meet boundaries: what passed is put together from the stamps. */
    @Test
    void while_time_passes_no_window_of_many_threads_lets_through_more() {
        var counters = new MemoryCounters(System::nanoTime, Instant::now);
        var log = limit("log", new SlidingLog(50, Duration.ofMillis(5)));
        var stamps = new long[8][];
        inParallel(8, thread -> {
            var mine = new long[20_000];
            var passed = 0;
            for (int i = 0; i < mine.length; i++) {
                if (counters.take(List.of(new Charge(log, "a", 1))).decisions().getFirst()
                        instanceof Admitted admitted) {
                    mine[passed++] = admitted.stamp();
                }
            }
            stamps[thread] = Arrays.copyOf(mine, passed);
        });
        var all = Arrays.stream(stamps).flatMapToLong(Arrays::stream).sorted().toArray();
        assertThat(all).hasSizeGreaterThanOrEqualTo(50);
        for (int i = 50; i < all.length; i++) {
            assertThat(all[i] - all[i - 50]).isGreaterThanOrEqualTo(5_000);
        }
    }

    /** What a test does in each of some threads at once. */
    private interface Work {
        void of(int thread);
    }

    private static void inParallel(int threads, Work work) {
        IntStream.range(0, threads)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> work.of(thread)))
                .toList()
                .forEach(MemoryCountersTest::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private int admitted(Limit limit, String key, int requests) {
        var admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += clock.take(new Charge(limit, key, 1)).passes() ? 1 : 0;
        }
        return admitted;
    }
}
