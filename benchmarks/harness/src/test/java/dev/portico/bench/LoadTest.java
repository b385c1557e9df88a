package dev.portico.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void wrk_is_read() {
        var outcome = Load.wrkOutcome("Running 6s test\n...\nSUMMARY 120000 6000000 3 99\n");

        assertThat(outcome.requests()).isEqualTo(120_000);
        assertThat(outcome.errors()).isEqualTo(3);
        assertThat(outcome.perSecond()).isEqualTo(20_000);
    }

    @Test
    void h2load_is_read() {
        var outcome = Load.h2loadOutcome(
                """
                finished in 2.00s, 1000.00 req/s, 2.50MB/s
                requests: 2000 total, 2064 started, 2000 done, 1990 succeeded, 10 failed, 10 errored, 0 timeout
                """);

        assertThat(outcome.requests()).isEqualTo(2000);
        assertThat(outcome.errors()).isEqualTo(10);
        assertThat(outcome.perSecond()).isEqualTo(1000);
    }

    @Test
    void silence_is_no_figure() {
        assertThatThrownBy(() -> Load.wrkOutcome("unable to connect")).isInstanceOf(Trouble.class);
        assertThatThrownBy(() -> Load.h2loadOutcome("")).isInstanceOf(Trouble.class);
    }
}
