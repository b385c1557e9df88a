package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {

    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void as_many_requests_pass_at_once_as_there_are_permits() {
        var window = window(3, Duration.ofSeconds(60));
        assertThat(window.take(0)).isEqualTo(new Decision(true, 2, Duration.ofSeconds(60)));
        assertThat(window.take(SECOND)).isEqualTo(new Decision(true, 1, Duration.ofSeconds(59)));
        assertThat(window.take(SECOND)).isEqualTo(new Decision(true, 0, Duration.ofSeconds(59)));
        assertThat(window.take(SECOND).admitted()).isFalse();
    }

    @ParameterizedTest(name = "{0} s into the next window {1} more pass")
    @CsvSource({"60, 0", "65, 0", "66, 1", "69, 1", "72, 2", "90, 5", "119, 9", "120, 10", "600, 10"})
    void the_window_before_counts_by_the_share_that_is_still_covered(int second, int passing) {
        var window = window(10, Duration.ofSeconds(60));
        for (int i = 0; i < 10; i++) {
            assertThat(window.take(59 * SECOND).admitted()).isTrue();
        }
        var passed = 0;
        while (window.take(second * SECOND).admitted()) {
            passed++;
        }
        assertThat(passed).isEqualTo(passing);
    }

    @Test
    void a_request_that_is_given_back_can_be_made_again() {
        var window = window(1, Duration.ofSeconds(1));
        assertThat(window.take(0).admitted()).isTrue();
        assertThat(window.take(0).admitted()).isFalse();
        window.giveBack();
        assertThat(window.take(0).admitted()).isTrue();
    }

    @Test
    void what_was_never_taken_cannot_be_given_back() {
        var window = window(1, Duration.ofSeconds(1));
        window.giveBack();
        assertThat(window.take(0).admitted()).isTrue();
        assertThat(window.take(0).admitted()).isFalse();
    }

    @Test
    void a_clock_may_start_anywhere() {
        for (var start : List.of(Long.MIN_VALUE, -SECOND - 1, -1L, 0L, Long.MAX_VALUE - 10 * SECOND)) {
            var window = window(2, Duration.ofSeconds(1));
            assertThat(window.take(start).remaining()).isEqualTo(1);
            assertThat(window.take(start).remaining()).isZero();
            assertThat(window.take(start).admitted()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} permits in {1} ms")
    @CsvSource({"1, 1000", "2, 1000", "3, 7000", "7, 60000", "60, 60000", "100, 60000", "600, 60000", "1000, 86400000"})
    void a_request_at_the_told_time_passes_and_one_just_before_does_not(long permits, long millis) {
        var random = new Random(permits * 31 + millis);
        var nanos = millis * 1_000_000;
        for (int round = 0; round < 200; round++) {
            var window = window(permits, Duration.ofMillis(millis));
            long now = random.nextLong(10 * nanos);
            var refused = window.take(now);
            while (refused.admitted()) {
                now += random.nextLong(1 + nanos / (2 * permits));
                refused = window.take(now);
            }
            var told = refused.reset().toNanos();
            assertThat(told).as("a wait from %d", now).isPositive();
            if (told > MICROSECOND) {
                assertThat(window.take(now + told - MICROSECOND).admitted())
                        .as("before")
                        .isFalse();
            }
            assertThat(window.take(now + told).admitted())
                    .as("at the told time")
                    .isTrue();
        }
    }

    @Test
    void a_request_after_the_told_whole_seconds_passes() {
        for (long permits = 1; permits <= 120; permits++) {
            var window = window(permits, Duration.ofSeconds(60));
            var refused = window.take(0);
            while (refused.admitted()) {
                refused = window.take(0);
            }
            assertThat(window.take(refused.resetSeconds() * SECOND).admitted())
                    .as("%d permits, %d s", permits, refused.resetSeconds())
                    .isTrue();
        }
    }

    @Test
    void what_remains_can_be_had_at_once_and_no_more() {
        var random = new Random(5);
        for (int round = 0; round < 300; round++) {
            var permits = 1 + random.nextInt(50);
            var window = window(permits, Duration.ofSeconds(10));
            long now = 0;
            for (int i = 0; i < random.nextInt(200); i++) {
                now += random.nextLong(SECOND);
                window.take(now);
            }
            var decision = window.take(now);
            for (long left = decision.remaining(); left > 0; left--) {
                assertThat(window.take(now).admitted()).isTrue();
            }
            assertThat(window.take(now).admitted()).isFalse();
        }
    }

    @Test
    void decisions_are_those_of_the_formula() {
        var random = new Random(11);
        for (int round = 0; round < 100; round++) {
            var permits = 1 + random.nextInt(20);
            var window = window(permits, Duration.ofSeconds(8));
            var admitted = new ArrayDeque<Long>();
            long now = 0;
            for (int i = 0; i < 300; i++) {
                now += random.nextLong(8) * SECOND / 16;
                var expected = formula(admitted, now, 8 * SECOND) + 1 <= permits;
                assertThat(window.take(now).admitted()).isEqualTo(expected);
                if (expected) {
                    admitted.add(now);
                }
            }
        }
    }

    @Test
    void under_concurrency_exactly_as_many_pass_as_there_are_permits() throws Exception {
        var window = window(1000, Duration.ofSeconds(1));
        var start = new CountDownLatch(1);
        Callable<Integer> taker = () -> {
            start.await();
            var passed = 0;
            for (int i = 0; i < 1000; i++) {
                passed += window.take(7).admitted() ? 1 : 0;
            }
            return passed;
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            var takers = Stream.generate(() -> threads.submit(taker)).limit(8).toList();
            start.countDown();
            var passed = 0;
            for (Future<Integer> each : takers) {
                passed += each.get();
            }
            assertThat(passed).isEqualTo(1000);
        }
    }

    /** The weighted count, from the times of all admitted requests. */
    private static double formula(Iterable<Long> admitted, long now, long window) {
        var current = 0;
        var previous = 0;
        for (var at : admitted) {
            if (at / window == now / window) {
                current++;
            } else if (at / window == now / window - 1) {
                previous++;
            }
        }
        return current + previous * ((double) (window - now % window) / window);
    }

    private static SlidingWindow window(long permits, Duration window) {
        return new SlidingWindow(
                new Limit("test", Limit.Algorithm.SLIDING_WINDOW, permits, window, List.of(Limit.KeyPart.ADDRESS)));
    }
}
