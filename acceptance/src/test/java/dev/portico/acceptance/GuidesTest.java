package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides show stands in {@code examples/gate-and-screen} word by word; {@link GateAndScreenIT} builds and tests that. */
class GuidesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path EXAMPLE = Path.of("..", "examples", "gate-and-screen");
    private static final Path MAIN = EXAMPLE.resolve("src/main/java/org/example/door");
    private static final Path HOME_SCREEN = Path.of("..", "bff-web/src/main/java/dev/portico/web/home");
    private static final Pattern BLOCK = Pattern.compile("```([a-z]*)\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"add-a-gate.md", "add-a-screen.md"})
    void every_block_of_code_is_part_of_the_example(String page) throws IOException {
        var example = sources();

        var blocks =
                BLOCK.matcher(Files.readString(DOCS.resolve(page))).results().toList();

        assertThat(blocks).hasSizeGreaterThan(2).allSatisfy(block -> {
            assertThat(block.group(1)).isIn("java", "yaml");
            assertThat(example).anyMatch(source -> source.contains(block.group(2)));
        });
    }

    @Test
    void the_page_about_patterns_has_no_code_that_could_be_wrong() throws IOException {
        assertThat(BLOCK.matcher(Files.readString(DOCS.resolve("choosing-a-pattern.md")))
                        .results())
                .isEmpty();
    }

    @Test
    void the_screen_has_less_than_forty_lines_of_java() throws IOException {
        var lines = 0L;
        for (var file : List.of("PriceResource.java", "PriceSource.java", "PriceView.java")) {
            lines += Files.readAllLines(MAIN.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
                    .count();
        }

        assertThat(lines).isBetween(20L, 39L);
    }

    @Test
    void the_table_of_the_example_is_a_valid_one() throws IOException {
        var table = Files.readString(EXAMPLE.resolve("src/main/resources/gateway.yaml"));

        var compiled = TableCompiler.compile(new TableFile("gateway.yaml", table), name -> Optional.empty());

        assertThat(compiled.rows().rows()).extracting(row -> row.route().name()).containsExactly("price", "products");
    }

    private static List<String> sources() throws IOException {
        var sources = new ArrayList<String>();
        for (var folder : List.of(EXAMPLE.resolve("src"), HOME_SCREEN)) {
            try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
                for (var file : files.toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }
}
