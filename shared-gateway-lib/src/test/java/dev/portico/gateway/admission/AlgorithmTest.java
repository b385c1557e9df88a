package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.SetClock.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.FixedWindow;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.SlidingCounter;
import dev.portico.gateway.admission.Algorithm.SlidingLog;
import dev.portico.gateway.admission.Algorithm.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each algorithm says in plain cases; {@link AlgorithmPropertiesTest} looks at all others. */
class AlgorithmTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SECOND = 1_000_000;

    private final SetClock clock = new SetClock();

    static List<Algorithm> ofTenAMinute() {
        return List.of(
                new FixedWindow(10, MINUTE),
                new SlidingLog(10, MINUTE),
                new SlidingCounter(10, MINUTE),
                new TokenBucket(10, MINUTE, 10),
                new Calendar(10, Period.DAY, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void as_much_passes_at_once_as_there_are_permits(Algorithm algorithm) {
        var limit = limit(algorithm);
        assertThat(clock.admitted(limit, 3).remaining()).isEqualTo(7);
        assertThat(clock.admitted(limit, 6).remaining()).isEqualTo(1);
        assertThat(clock.refused(limit, 2).remaining()).isEqualTo(1);
        assertThat(clock.admitted(limit, 1).remaining()).isZero();
        assertThat(clock.refused(limit, 1).remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void one_request_may_cost_all_there_is(Algorithm algorithm) {
        assertThat(clock.passes(limit(algorithm), 10)).isTrue();
        assertThat(clock.passes(limit(algorithm), 1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void looking_costs_nothing_and_is_always_allowed(Algorithm algorithm) {
        for (int i = 0; i < 20; i++) {
            assertThat(clock.admitted(limit(algorithm), 0).remaining()).isEqualTo(10);
        }
        clock.admitted(limit(algorithm), 10);
        assertThat(clock.admitted(limit(algorithm), 0).remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void what_is_given_back_can_be_taken_again_and_no_more(Algorithm algorithm) {
        var limit = limit(algorithm);
        clock.admitted(limit, 4);
        var taken = clock.admitted(limit, 6);
        clock.giveBack(limit, 6, taken);
        assertThat(clock.refused(limit, 7).remaining()).isEqualTo(6);
        assertThat(clock.passes(limit, 6)).isTrue();
        assertThat(clock.passes(limit, 1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void what_was_refused_cannot_be_given_back(Algorithm algorithm) {
        var limit = limit(algorithm);
        clock.admitted(limit, 10);
        clock.giveBack(limit, 5, clock.refused(limit, 5));
        assertThat(clock.passes(limit, 1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofTenAMinute")
    void what_has_come_back_with_time_does_not_come_back_twice(Algorithm algorithm) {
        var limit = limit(algorithm);
        var taken = clock.admitted(limit, 10);
        clock.pass(Duration.ofDays(1));
        assertThat(clock.passes(limit, 10)).isTrue();
        clock.giveBack(limit, 10, taken);
        assertThat(clock.passes(limit, 1)).isFalse();
    }

    @Test
    void a_fixed_window_begins_anew_at_its_boundary() {
        var limit = limit(new FixedWindow(10, MINUTE));
        clock.pass(Duration.ofSeconds(59));
        assertThat(clock.admitted(limit, 10).resetMicros()).isEqualTo(SECOND);
        assertThat(clock.refused(limit, 1).waitMicros()).isEqualTo(SECOND);
        clock.micros.addAndGet(SECOND - 1);
        assertThat(clock.passes(limit, 1)).isFalse();
        clock.micros.addAndGet(1);
        assertThat(clock.passes(limit, 10)).isTrue();
    }

    @Test
    void a_log_gives_each_permit_back_a_window_after_it_was_taken() {
        var limit = limit(new SlidingLog(3, MINUTE));
        clock.admitted(limit, 2);
        clock.pass(Duration.ofSeconds(20));
        assertThat(clock.admitted(limit, 1).resetMicros()).isEqualTo(40 * SECOND);
        assertThat(clock.refused(limit, 1).waitMicros()).isEqualTo(40 * SECOND);
        assertThat(clock.refused(limit, 3).waitMicros()).isEqualTo(60 * SECOND);
        clock.micros.addAndGet(40 * SECOND - 1);
        assertThat(clock.passes(limit, 1)).isFalse();
        clock.micros.addAndGet(1);
        assertThat(clock.passes(limit, 3)).isFalse();
        assertThat(clock.passes(limit, 2)).isTrue();
    }

    @ParameterizedTest(name = "{0} s into the next window {1} more pass")
    @CsvSource({"60, 0", "65, 0", "66, 1", "69, 1", "72, 2", "90, 5", "119, 9", "120, 10", "600, 10"})
    void a_counter_weighs_the_window_before_by_the_share_that_is_still_covered(int second, int passing) {
        var limit = limit(new SlidingCounter(10, MINUTE));
        clock.pass(Duration.ofSeconds(59));
        clock.admitted(limit, 10);
        clock.pass(Duration.ofSeconds(second - 59));
        var passed = 0;
        while (clock.passes(limit, 1)) {
            passed++;
        }
        assertThat(passed).isEqualTo(passing);
    }

    @Test
    void a_counter_gives_back_to_the_window_in_which_it_was_taken() {
        var limit = limit(new SlidingCounter(10, MINUTE));
        clock.pass(Duration.ofSeconds(59));
        var taken = clock.admitted(limit, 10);
        clock.pass(Duration.ofSeconds(1));
        assertThat(clock.passes(limit, 1)).isFalse();
        clock.giveBack(limit, 10, taken);
        assertThat(clock.passes(limit, 10)).isTrue();
    }

    @Test
    void a_bucket_refills_evenly_up_to_its_burst() {
        var limit = limit(new TokenBucket(50, Duration.ofSeconds(1), 100));
        assertThat(clock.admitted(limit, 100).resetMicros()).isEqualTo(2 * SECOND);
        assertThat(clock.refused(limit, 1).waitMicros()).isEqualTo(20_000);
        clock.micros.addAndGet(19_999);
        assertThat(clock.passes(limit, 1)).isFalse();
        clock.micros.addAndGet(1);
        assertThat(clock.passes(limit, 1)).isTrue();
        clock.pass(Duration.ofHours(1));
        assertThat(clock.admitted(limit, 0).remaining()).isEqualTo(100);
    }

    @Test
    void a_bucket_keeps_the_fractions_of_a_rate_that_does_not_divide() {
        var limit = limit(new TokenBucket(7, Duration.ofSeconds(1), 1));
        var passed = 0;
        for (int i = 0; i < 1_000_000; i += 100) {
            passed += clock.passes(limit, 1) ? 1 : 0;
            clock.micros.addAndGet(100);
        }
        assertThat(passed).isEqualTo(7);
    }

    /** It would be more than the burst: what was charged first has been refilled, and the bucket was full in between. */
    @Test
    void a_bucket_takes_back_only_what_has_not_been_refilled_yet() {
        var limit = limit(new TokenBucket(10, Duration.ofSeconds(1), 10));
        var taken = clock.admitted(limit, 5);
        clock.pass(Duration.ofMillis(400));
        assertThat(clock.admitted(limit, 5).remaining()).isEqualTo(4);
        clock.giveBack(limit, 5, taken);
        assertThat(clock.admitted(limit, 0).remaining()).isEqualTo(5);
    }

    @Test
    void a_quota_begins_anew_at_the_boundary_of_its_zone() {
        var berlin = ZoneId.of("Europe/Berlin");
        var limit = limit(new Calendar(10, Period.DAY, berlin));
        clock.micros.set(Instant.parse("2026-03-28T22:59:00Z").toEpochMilli() * 1_000);
        assertThat(clock.admitted(limit, 10).resetMicros()).isEqualTo(60 * SECOND);
        clock.pass(MINUTE);
        assertThat(clock.admitted(limit, 10).resetMicros())
                .as("the day on which clocks go forward")
                .isEqualTo(23 * 3_600 * SECOND);
    }

    @Test
    void a_quota_whose_clock_is_set_back_stays_where_it_is() {
        var limit = limit(new Calendar(10, Period.DAY, ZoneOffset.UTC));
        clock.admitted(limit, 10);
        clock.pass(Duration.ofMinutes(-10));
        assertThat(clock.passes(limit, 1)).isFalse();
        clock.pass(Duration.ofMinutes(20));
        assertThat(clock.passes(limit, 1)).isFalse();
    }
}
