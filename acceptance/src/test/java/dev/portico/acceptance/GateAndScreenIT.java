package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/gate-and-screen}, built outside of the reactor from the published artifacts alone, with its own tests. */
class GateAndScreenIT {

    private static final Path HERE = Path.of("target", "gate-and-screen");

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        OutsideProject.copy(Path.of("..", "examples", "gate-and-screen"), HERE);
        OutsideProject.build(HERE);
    }

    @ParameterizedTest
    @CsvSource({"RefuseOldAppsTest, 6", "PriceTest, 4"})
    void its_own_tests_have_run(String test, int count) {
        assertThat(HERE.resolve("target/surefire-reports/org.example.door." + test + ".txt"))
                .content()
                .contains("Tests run: " + count + ", Failures: 0, Errors: 0, Skipped: 0");
    }
}
