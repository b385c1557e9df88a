package dev.portico.mobile.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import dev.portico.mobile.device.ServedVersionsTest.Written;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @CsvSource({"ios, new", "'', 3.4", "desktop,", ", '3.4 '", "android, 3.4.5.6"})
    void what_cannot_be_read_is_refused(@Nullable String platform, @Nullable String version) {
        assertThat(enter(platform, version))
                .isInstanceOfSatisfying(Passage.Refused.class, refused -> assertThat(refused.problem())
                        .isInstanceOf(Problem.BadRequest.class));
    }

    private Passage enter(@Nullable String platform, @Nullable String version) {
        return gate.enter(Exchange.of(new FromApp(platform, version)));
    }

    private static List<Field> wanted(Passage passage) {
        return switch (passage) {
            case Passage.Onward(var exchange) -> exchange.answerFields();
            case Passage.Refused(var problem) -> throw new AssertionError("refused: " + problem);
            case Passage.Answered answered -> throw new AssertionError("answered: " + answered);
            case Passage.Later later -> throw new AssertionError("has to wait");
        };
    }

    /** A request as an app sends it. */
    private record FromApp(@Nullable String platform, @Nullable String appVersion) implements Request {

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/api/home";
        }

        @Override
        public @Nullable String query() {
            return null;
        }

        @Override
        public String scheme() {
            return "https";
        }

        @Override
        public String authority() {
            return "shop.example";
        }

        @Override
        public String version() {
            return "2.0";
        }

        @Override
        public String peer() {
            return "192.0.2.1";
        }

        @Override
        public @Nullable String header(String name) {
            return headers(name).stream().findFirst().orElse(null);
        }

        @Override
        public List<String> headers(String name) {
            return switch (name) {
                case CheckAppVersion.PLATFORM -> Stream.ofNullable(platform).toList();
                case CheckAppVersion.VERSION -> Stream.ofNullable(appVersion).toList();
                default -> List.of();
            };
        }

        @Override
        public void forEachHeader(BiConsumer<String, String> line) {
            throw new UnsupportedOperationException();
        }
    }
}
