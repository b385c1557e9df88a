package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNamesTest {

    private static final String LONG = "x-" + "a".repeat(70);

    private final FieldNames names = new FieldNames(List.of("x-user-id", "forwarded", LONG));

    @ParameterizedTest
    @ValueSource(strings = {"x-user-id", "X-User-Id", "X_USER~ID", "x.user id", "FORWARDED", "x\u00e9user|id"})
    void a_name_is_found_in_every_spelling(String name) {
        assertThat(names.includes(name)).isTrue();
        assertThat(names.includes(LONG.toUpperCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x-user-ie", "x-user-i", "x-user-idd", "forwardee", "\u00e9-user-id", "x-aaaaaa"})
    void other_names_are_not(String name) {
        assertThat(names.includes(name)).isFalse();
    }
}
