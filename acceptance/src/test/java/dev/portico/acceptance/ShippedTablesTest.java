package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.CompiledTable;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every table that people start from. */
class ShippedTablesTest {

    private static final Path ROOT = Path.of("..");

    static Stream<Path> tables() {
        return Stream.of("web", "mobile", "partner")
                .flatMap(app -> Stream.of(
                        "bff-" + app + "/src/main/resources/gateway.yaml",
                        "k8s/base/bff-" + app + "/gateway.yaml",
                        "scripts/portico/new/" + app + "/gateway.yaml"))
                .map(ROOT::resolve);
    }

    /** People behind one address, in an office or on a mobile network, must not use up each other's share. */
    @ParameterizedTest
    @MethodSource("tables")
    void no_row_limits_those_who_have_signed_in_by_their_address(Path file) throws IOException {
        var table = compiled(file);
        var unlimited = rows(table).stream()
                .filter(row ->
                        table.rows().limitsByRoute(true).get(row).limits().isEmpty())
                .toList();
        var byAddress = rows(table).stream()
                .filter(row ->
                        !table.rows().limitsByRoute(false).get(row).limits().isEmpty())
                .toList();
        assertThat(rows(table)).isNotEmpty();
        assertThat(byAddress)
                .as("rows with a limit that does not ask who is calling")
                .isEmpty();
        assertThat(unlimited).as("rows without any limit").isEmpty();
    }

    private static List<Integer> rows(CompiledTable table) {
        return IntStream.range(1, table.rows().accessByRoute().size()).boxed().toList();
    }

    private static CompiledTable compiled(Path file) throws IOException {
        return TableCompiler.compile(new TableFile(file.toString(), Files.readString(file)), name -> Optional.empty());
    }
}
