package dev.portico.mobile.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-01-31T12:00:00.5Z"), "p-1001", "lamps");

    private final CursorSeal seal = new CursorSeal(Optional.of(KEY));

    @Test
    void a_cursor_opens_as_it_was_closed() {
        assertThat(seal.open(seal.close(CURSOR))).contains(CURSOR);
    }

    @Test
    void a_cursor_of_all_categories_and_an_id_of_many_bytes_open_too() {
        var cursor = new Cursor(Instant.EPOCH.minusSeconds(1), "🪑".repeat(64), "");

        assertThat(seal.open(seal.close(cursor))).contains(cursor);
        assertThat(seal.close(new Cursor(Instant.MAX, "\u20ac".repeat(128), "c".repeat(40))))
                .hasSizeLessThanOrEqualTo(CursorSeal.LONGEST);
    }

    @Test
    void another_instance_with_the_same_key_opens_it_and_one_with_another_key_does_not() {
        var closed = seal.close(CURSOR);

        assertThat(new CursorSeal(Optional.of(KEY)).open(closed)).contains(CURSOR);
        assertThat(new CursorSeal(Optional.of(KEY.toUpperCase(Locale.ROOT))).open(closed))
                .isEmpty();
        assertThat(new CursorSeal(Optional.empty()).open(closed)).isEmpty();
    }

    @Test
    void each_byte_counts() {
        var bytes = Base64.getUrlDecoder().decode(seal.close(CURSOR));

        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] ^ 1);
            assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .as("byte %d", i)
                    .isEmpty();
            bytes[i] = (byte) (bytes[i] ^ 1);
        }
    }

    @Test
    void a_cursor_cut_short_does_not_open() {
        var closed = seal.close(CURSOR);

        for (int length = 0; length < closed.length(); length++) {
            assertThat(seal.open(closed.substring(0, length)))
                    .as("%d characters", length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "p-1001", "+/+/", "é", "AAAA AAAA"})
    void what_is_no_cursor_does_not_open(String text) {
        assertThat(seal.open(text)).isEmpty();
    }

    @Test
    void a_key_that_is_too_short_stops_the_start_and_is_not_told() {
        assertThatThrownBy(() -> new CursorSeal(Optional.of("secret")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("portico.mobile.cursor-key")
                .hasMessageContaining("at least 32 random bytes")
                .hasMessageNotContaining("secret\"");
    }
}
