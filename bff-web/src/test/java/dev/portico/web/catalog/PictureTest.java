package dev.portico.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void a_card_shows_the_narrowest_picture_that_is_wide_enough() {
        assertThat(Picture.forCard(List.of(new Picture("640", 640), new Picture("160", 160), new Picture("320", 320))))
                .isEqualTo("320");
    }

    @Test
    void a_card_shows_the_widest_picture_where_none_is_wide_enough() {
        assertThat(Picture.forCard(List.of(new Picture("80", 80), new Picture("160", 160))))
                .isEqualTo("160");
        assertThat(Picture.forCard(List.of())).isNull();
    }

    @Test
    void an_amount_that_not_every_reader_keeps_exactly_is_none() {
        assertThatThrownBy(() -> new Money(1L << 53, "EUR")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "eur")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Money((1L << 53) - 1, "EUR").currency()).isEqualTo("EUR");
    }
}
