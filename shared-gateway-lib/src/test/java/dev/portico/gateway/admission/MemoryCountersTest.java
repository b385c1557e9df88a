package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryCountersTest {

    private static final Limit TWO = limit("two", 2);
    private static final Limit THREE = limit("three", 3);

    private long now;
    private final MemoryCounters counters = new MemoryCounters(() -> now);

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
    void time_passes_by_the_given_clock() {
        assertThat(admitted(TWO, "a", 5)).isEqualTo(2);
        now += Duration.ofSeconds(2).toNanos();
        assertThat(admitted(TWO, "a", 5)).isEqualTo(2);
    }

    @Test
    void what_is_given_back_is_given_back_to_its_key_only() {
        admitted(TWO, "a", 2);
        admitted(TWO, "b", 2);
        counters.giveBack(TWO, "a");
        assertThat(admitted(TWO, "a", 5)).isEqualTo(1);
        assertThat(admitted(TWO, "b", 5)).isZero();
    }

    private int admitted(Limit limit, String key, int requests) {
        var admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += counters.take(limit, key).admitted() ? 1 : 0;
        }
        return admitted;
    }

    private static Limit limit(String name, long permits) {
        return new Limit(
                name, Limit.Algorithm.SLIDING_WINDOW, permits, Duration.ofSeconds(1), List.of(Limit.KeyPart.ADDRESS));
    }
}
