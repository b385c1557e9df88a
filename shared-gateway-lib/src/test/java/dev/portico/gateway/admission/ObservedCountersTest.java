package dev.portico.gateway.admission;

import static dev.portico.gateway.admission.SetClock.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.FixedWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedCountersTest {

    private static final Limit TWO = limit("two", new FixedWindow(2, Duration.ofMinutes(1)));
    private static final Limit MANY = limit("many", new FixedWindow(9, Duration.ofMinutes(1)));

    private final SetClock clock = new SetClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Counters counters = new ObservedCounters(clock.counters, meters);

    @Test
    void each_decision_counts_by_limit_and_outcome() {
        var charges = List.of(new Charge(TWO, "a", 1), new Charge(MANY, "a", 1));
        for (int i = 0; i < 5; i++) {
            counters.take(charges);
        }
        assertThat(count("two", "admitted")).isEqualTo(2);
        assertThat(count("two", "refused")).isEqualTo(3);
        assertThat(count("many", "admitted")).isEqualTo(5);
        assertThat(count("many", "refused")).isZero();
    }

    @Test
    void who_only_looks_is_not_counted() {
        counters.take(List.of(new Charge(TWO, "a", 0)));
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var charges = List.of(new Charge(TWO, "a", 2));
        for (int i = 0; i < 5; i++) {
            if (counters.take(charges) instanceof Taking.Taken taken) {
                counters.giveBack(charges, taken);
            }
        }
        assertThat(count("two", "admitted")).isEqualTo(5);
    }

    private double count(String limit, String outcome) {
        return meters.get("limit.decisions")
                .tags("limit", limit, "outcome", outcome)
                .counter()
                .count();
    }
}
