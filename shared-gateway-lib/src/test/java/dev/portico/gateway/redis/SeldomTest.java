package dev.portico.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

    @Test
    void it_is_due_at_once_and_then_not_before_the_time_is_over() {
        var nanos = new AtomicLong(-5);
        var seldom = new Seldom(Duration.ofNanos(10), nanos::get);
        assertThat(seldom.isDue()).isTrue();
        assertThat(seldom.isDue()).isFalse();
        nanos.set(4);
        assertThat(seldom.isDue()).isFalse();
        nanos.set(5);
        assertThat(seldom.isDue()).isTrue();
        assertThat(seldom.isDue()).isFalse();
    }
}
