package dev.portico.mobile.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureWidthTest {

    @ParameterizedTest
    @CsvSource({
        ",, 320",
        "200,, 400",
        ",1, 160",
        ",2.625, 420",
        "100,1.005, 101",
        "1,1, 1",
        "4096,4, 16384",
        "100,1.0000000000000002, 101",
        "100,2E0, 200",
        "007,02.0, 14"
    })
    void it_is_the_room_times_the_density_and_never_too_narrow(
            @Nullable String width, @Nullable String dpr, int pixels) {
        assertThat(PictureWidth.of(width, dpr, 160)).isEqualTo(pixels);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "4097,1",
        "-1,1",
        "'',1",
        "wide,1",
        "1.5,1",
        "2147483648,1",
        "1,0.99",
        "1,4.01",
        "1,''",
        "1,NaN",
        "1,Infinity",
        "1,1e2147483647",
        "1,-1",
        "+5,1",
        "\u0665,1",
        "\uff15,1",
        "1,+2",
        "1,\u0662",
        "1,2E00000000",
        "1,2.",
        "1,.2e1",
        "1,1.00000000000000000000000000000000000000001"
    })
    void what_no_screen_has_is_refused(String width, String dpr) {
        assertThatThrownBy(() -> PictureWidth.of(width, dpr, 160)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem()).isInstanceOf(Problem.BadRequest.class);
            assertThat(refusal.problem().detail()).endsWith(".");
        });
    }
}
