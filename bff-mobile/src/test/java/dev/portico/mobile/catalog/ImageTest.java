package dev.portico.mobile.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

    private static final List<Image> IMAGES =
            List.of(new Image("640", 640), new Image("160", 160), new Image("320", 320));

    @ParameterizedTest
    @CsvSource({"0, 160", "160, 160", "161, 320", "320, 320", "640, 640", "641, 640", "16384, 640"})
    void the_narrowest_that_is_wide_enough_is_chosen_else_the_widest(int atLeast, String url) {
        assertThat(Image.ofWidth(atLeast, IMAGES)).contains(url);
    }

    @Test
    void a_product_without_pictures_has_none() {
        assertThat(Image.ofWidth(1, List.of())).isEmpty();
    }
}
