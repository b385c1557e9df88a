package dev.portico.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

    private static final Path SUITES = Path.of("../suites");

    @TempDir
    Path folder;

    @Test
    void each_file_of_the_folder_is_a_suite() throws IOException {
        var suites = Suite.read(SUITES, List.of());

        assertThat(suites).extracting(Suite::name).contains("plain", "secured", "aggregate", "start", "memory");
        assertThat(suites).allSatisfy(suite -> assertThat(suite.path()).startsWith("/"));
    }

    @Test
    void a_short_file_says_the_usual() throws IOException {
        Files.writeString(folder.resolve("short.yaml"), "title: A title\nroute: plain\n");

        var suite = Suite.read(folder, List.of("short")).getFirst();

        assertThat(suite.path()).isEqualTo("/plain/item");
        assertThat(suite.measure()).isEqualTo(Suite.Measure.CPU);
        assertThat(suite.connections()).isEqualTo(64);
        assertThat(suite.targets()).isEmpty();
    }

    @Test
    void what_is_no_suite_is_said() {
        assertThatThrownBy(() -> Suite.read(SUITES, List.of("nothing")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void a_mistyped_key_is_refused() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), "title: A title\nroute: plain\nconections: 5\n");

        assertThatThrownBy(() -> Suite.read(folder, List.of("wrong"))).hasMessageContaining("conections");
    }
}
