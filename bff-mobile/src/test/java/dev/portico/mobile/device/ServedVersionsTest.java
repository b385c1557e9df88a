package dev.portico.mobile.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.mobile.device.ServedVersions.Verdict;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedVersionsTest {

    /** Settings as a test writes them down. */
    record Written(Optional<String> minimum, Optional<String> recommended, Optional<String> store)
            implements AppSettings.App {

        static Written of(@Nullable String minimum, @Nullable String recommended, @Nullable String store) {
            return new Written(
                    Optional.ofNullable(minimum), Optional.ofNullable(recommended), Optional.ofNullable(store));
        }
    }

    private static ServedVersions served(
            @Nullable String minimum, @Nullable String recommended, @Nullable String store) {
        return ServedVersions.of("apps.ios", Written.of(minimum, recommended, store));
    }

    @ParameterizedTest
    @CsvSource({
        "2.9.9, REFUSED",
        "0, REFUSED",
        "3, SERVED_AND_TOLD",
        "3.0.1, SERVED_AND_TOLD",
        "3.9.999999, SERVED_AND_TOLD",
        "3.10, SERVED",
        "3.10.0, SERVED",
        "3.11, SERVED",
        "10.0, SERVED"
    })
    void versions_are_compared_number_by_number(String version, Verdict verdict) {
        var served = served("3.0.0", "3.10.0", "https://apps.example/ios");

        assertThat(AppVersion.of(version).map(served::verdict)).contains(verdict);
    }

    @Test
    void where_nothing_is_recommended_whatever_is_served_is_new_enough() {
        assertThat(served("3.0", null, "https://apps.example/ios").verdict(new AppVersion(3, 0, 0)))
                .isEqualTo(Verdict.SERVED);
    }

    @ParameterizedTest
    @CsvSource({
        ", 3.1, https://apps.example, 'apps.ios.minimum: write up to three numbers'",
        "3.x, 3.1, https://apps.example, 'apps.ios.minimum = \"3.x\": write up to three numbers'",
        "3.0, new, https://apps.example, 'apps.ios.recommended = \"new\": write up to three numbers'",
        "3.1, 3.0.9, https://apps.example, 'apps.ios.recommended = \"3.0.9\": write the minimum or a later version'",
        "3.0, 3.1,, 'apps.ios.store: write the https address'",
        "3.0, 3.1, http://apps.example, 'apps.ios.store = \"http://apps.example\": write the https address'",
        "3.0, 3.1, https:apps, 'apps.ios.store = \"https:apps\": write the https address'",
        "3.0, 3.1, 'https://apps.example/\"', 'apps.ios.store = \"https://apps.example/\"\": write the https address'"
    })
    void settings_that_cannot_be_stop_the_start_and_say_what_to_write(
            @Nullable String minimum, @Nullable String recommended, @Nullable String store, String complaint) {
        assertThatThrownBy(() -> served(minimum, recommended, store))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(complaint);
    }
}
