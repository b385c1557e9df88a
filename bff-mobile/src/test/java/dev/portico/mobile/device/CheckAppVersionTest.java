package dev.portico.mobile.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Device;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import dev.portico.mobile.device.ServedVersionsTest.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckAppVersionTest {

    private static final Field VARY = new Field("Vary", "X-App-Platform, X-App-Version");
    private static final Field HINT = new Field("X-App-Upgrade", "recommended;url=\"https://apps.example/ios\"");

    private final CheckAppVersion gate = new CheckAppVersion(
            new Settings(Optional.of(Written.of("3.0", "3.4", "https://apps.example/ios")), Optional.empty()));

    private record Settings(Optional<AppSettings.App> ios, Optional<AppSettings.App> android) implements AppSettings {}

    @Test
    void an_app_that_is_too_old_is_told_where_a_newer_one_is() {
        assertThat(enter("ios", "2.9"))
                .isInstanceOfSatisfying(Passage.Refused.class, refused -> assertThat(refused.problem())
                        .isInstanceOfSatisfying(Problem.AppTooOld.class, problem -> assertThat(problem.updateUrl())
                                .isEqualTo("https://apps.example/ios")));
    }

    @Test
    void an_app_that_is_old_goes_on_and_is_told() {
        assertThat(wanted(enter("ios", "3.0"))).containsExactly(VARY, HINT);
    }

    @ParameterizedTest
    @CsvSource({"ios, 3.4", "ios,", ", 1.0", ",", "android, 0.1"})
    void whom_nothing_is_to_be_told_goes_on(@Nullable String platform, @Nullable String version) {
        assertThat(wanted(enter(platform, version))).containsExactly(VARY);
    }

    private Passage enter(@Nullable String platform, @Nullable String version) {
        return gate.enter(Exchange.of(new FromApp(Map.of())).on(new Device(null, platform, version)));
    }

    private static List<Field> wanted(Passage passage) {
        return switch (passage) {
            case Passage.Onward(var exchange) -> exchange.answerFields();
            case Passage.Refused(var problem) -> throw new AssertionError("refused: " + problem);
            case Passage.Answered answered -> throw new AssertionError("answered: " + answered);
            case Passage.Later later -> throw new AssertionError("has to wait");
        };
    }
}
