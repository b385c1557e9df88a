package dev.portico.demo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {

    @Test
    void a_change_leaves_what_it_does_not_name() {
        assertThat(new Switches(true, 200, 0.1).changedBy("{\"up\":false}"))
                .isEqualTo(new Switches.Reading.Changed(new Switches(false, 200, 0.1)));
        assertThat(Switches.ORDINARY.changedBy("{\"delayMs\":60000,\"failureRate\":1}"))
                .isEqualTo(new Switches.Reading.Changed(new Switches(true, 60_000, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';JSON object",
                "[];JSON object",
                "{;JSON object",
                "{\"down\":true};is none of",
                "{\"up\":1};up is",
                "{\"up\":null};up is",
                "{\"delayMs\":-1};delayMs is",
                "{\"delayMs\":60001};delayMs is",
                "{\"delayMs\":1.5};delayMs is",
                "{\"delayMs\":\"9\"};delayMs is",
                "{\"failureRate\":1.1};failureRate is",
                "{\"failureRate\":-0.1};failureRate is"
            })
    void a_change_that_cannot_be_says_what_is_wrong(String body, String detail) {
        assertThat(Switches.ORDINARY.changedBy(body))
                .isInstanceOfSatisfying(Switches.Reading.Refused.class, refused -> assertThat(refused.detail())
                        .contains(detail));
    }
}
