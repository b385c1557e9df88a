package dev.portico.mobile.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNameTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "Sturdy aluminium jacket 42, Sturdy aluminium jacket 42",
        "abcdefghijklmnopqrstuvwxyz012345, abcdefghijklmnopqrstuvwxyz012345",
        "abcdefghijklmnopqrstuvwxyz0123456, abcdefghijklmnopqrstuvwxyz01234…",
        "Sturdy aluminium jacket with a hood, Sturdy aluminium jacket with a…",
    })
    void a_name_keeps_as_many_words_as_fit(String name, String shortened) {
        assertThat(ShortName.of(name)).isEqualTo(shortened);
    }

    @Test
    void no_character_is_cut_in_two() {
        assertThat(ShortName.of("🪑".repeat(40))).isEqualTo("🪑".repeat(31) + "…");
    }
}
