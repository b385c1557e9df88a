package dev.portico.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {

    private final Breaker breaker = new Breaker(3);

    @Test
    void it_opens_once_after_so_many_failures_in_a_row() {
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.failed()).isFalse();
    }

    @Test
    void one_success_in_between_begins_anew() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void a_success_that_comes_late_does_not_close_it() {
        breaker.failed();
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isTrue();
        breaker.close();
        assertThat(breaker.isOpen()).isFalse();
    }
}
