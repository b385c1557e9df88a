package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Limits whose counts are in the memory of the process. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = LimitTableResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class LimitsInMemoryOverSocketsTest extends LimitsOverSockets {

    @Inject
    MeterRegistry meters;

    @Test
    void decisions_are_counted_for_operators() {
        for (int i = 0; i < 6; i++) {
            get("/few/x", from("198.51.100.61"));
        }
        assertThat(decisions("admitted")).isGreaterThanOrEqualTo(5);
        assertThat(decisions("refused")).isGreaterThanOrEqualTo(1);
    }

    private double decisions(String outcome) {
        return meters.get("limit.decisions")
                .tags("limit", "few", "outcome", outcome)
                .counter()
                .count();
    }
}
