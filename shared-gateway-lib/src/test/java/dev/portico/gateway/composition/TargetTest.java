package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "o-10001, o-10001",
        "a b, a%20b",
        "a/b, a%2Fb",
        "a?b#c, a%3Fb%23c",
        "a&limit=9, a%26limit%3D9",
        "1+1, 1%2B1",
        "50%, 50%25",
        "'p-1,p-2', 'p-1%2Cp-2'",
        "{}, %7B%7D",
        "ä, %C3%A4",
    })
    void a_value_cannot_become_syntax(String value, String written) {
        assertThat(Target.of("/orders/{}", value)).isEqualTo("/orders/" + written);
    }

    @Test
    void values_take_the_gaps_in_turn() {
        assertThat(Target.of("/orders?user={}&limit={}", "u-1001", 3)).isEqualTo("/orders?user=u-1001&limit=3");
    }

    @Test
    void there_are_as_many_values_as_gaps() {
        assertThatIllegalArgumentException().isThrownBy(() -> Target.of("/orders/{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Target.of("/orders", "o-10001"));
    }

    @Test
    void nothing_and_a_dot_segment_are_no_value_of_a_path_but_one_of_a_query() {
        for (var elsewhere : new String[] {"", ".", ".."}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Target.of("/users/{}", elsewhere));
            assertThatIllegalArgumentException().isThrownBy(() -> Target.of("/users/{}/close", elsewhere));
            assertThat(Target.of("/users?q={}", elsewhere)).isEqualTo("/users?q=" + elsewhere);
        }
        assertThat(Target.of("/users/{}", "...")).isEqualTo("/users/...");
    }
}
