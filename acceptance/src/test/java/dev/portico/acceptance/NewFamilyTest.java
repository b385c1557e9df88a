package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** What {@code ./portico new} writes and what it refuses; {@link NewFamilyIT} builds and runs it. */
class NewFamilyTest {

    private static final Pattern GATE = Pattern.compile("gateway\\.\\w+\\(\\)");

    @TempDir
    Path here;

    @Test
    void a_family_has_all_three_bffs() throws Exception {
        var command = PorticoCommand.run(here, "new", "front-doors", "--group", "org.example.shop");

        assertThat(command.exit()).as(command.output()).isZero();
        assertThat(elements(here.resolve("front-doors/pom.xml"), "module"))
                .containsExactly("bff-web", "bff-mobile", "bff-partner");
        bff("front-doors/bff-web", "org/example/shop/web/WebGateway", 8080);
        bff("front-doors/bff-mobile", "org/example/shop/mobile/MobileGateway", 8081);
        bff("front-doors/bff-partner", "org/example/shop/partner/PartnerGateway", 8082);
    }

    private void bff(String folder, String type, int port) throws Exception {
        var app = here.resolve(folder);
        var name = app.getFileName().toString();
        var resources = app.resolve("src/main/resources");
        assertThat(elements(app.resolve("pom.xml"), "artifactId")).contains(name);
        assertThat(app.resolve("src/main/java/" + type + ".java")).exists();
        assertThat(app.resolve("src/test/java/" + type + "Test.java")).exists();
        assertThat(resources.resolve("application.yaml"))
                .content()
                .contains("name: " + name, "port: " + port, "port: " + (port + 920));

        var table = Files.readString(resources.resolve("gateway.yaml"));
        var compiled = TableCompiler.compile(new TableFile(name, table), variable -> Optional.empty());
        assertThat(compiled.rows().rows()).extracting(row -> row.route().name()).contains("orders");
    }

    @ParameterizedTest
    @CsvSource({"web, WebGateway, 1", "mobile, MobileGateway, 0", "partner, PartnerGateway, 0"})
    void each_bff_has_the_gates_of_portico_s_own(String bff, String type, int origins) throws Exception {
        PorticoCommand.run(here, "new", "door", "--bff", bff, "--group", "dev.portico");

        var source = Path.of("src/main/java/dev/portico", bff, type + ".java");
        var own = gates(Path.of("..", "bff-" + bff).resolve(source));
        assertThat(own).hasSizeGreaterThan(6);
        assertThat(gates(here.resolve("door").resolve(source))).isEqualTo(own);

        var table = Files.readString(here.resolve("door/src/main/resources/gateway.yaml"));
        assertThat(TableCompiler.compile(new TableFile(bff, table), variable -> Optional.empty())
                        .cors()
                        .origins())
                .hasSize(origins);
    }

    private static List<String> gates(Path source) throws IOException {
        return GATE.matcher(Files.readString(source))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void one_bff_is_a_project_without_modules() throws Exception {
        var command = PorticoCommand.run(here, "new", "door", "--bff", "partner");

        assertThat(command.output().lines()).hasSize(4);
        assertThat(elements(here.resolve("door/pom.xml"), "module")).isEmpty();
        assertThat(here.resolve("door/src/main/java/org/example/partner/PartnerGateway.java"))
                .exists();
    }

    @Test
    void no_placeholder_and_no_screen_is_left_in_it() throws Exception {
        PorticoCommand.run(here, "new", "front-doors");

        try (var files = Files.walk(here).filter(Files::isRegularFile)) {
            assertThat(files).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContainPattern("@[A-Z_]+@")
                    .doesNotContain("dev.portico.web", "dev.portico.demo", "<artifactId>demo", "HomeResource"));
        }
    }

    @Test
    void a_directory_that_holds_something_is_left_alone() throws Exception {
        Files.writeString(here.resolve("mine"), "mine");

        refuses("is not empty", "new", here.toString());
        assertThat(here).isDirectoryContaining("glob:**/mine").isDirectoryNotContaining("glob:**/pom.xml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "new                                 | new needs a directory",
                "new a b                             | new takes one directory",
                "new a --bff desktop                 | there is no BFF 'desktop'",
                "new a --bff                         | --bff needs a value",
                "new a --group Org.Example           | 'Org.Example' is no group",
                "new a --group org..example          | 'org..example' is no group",
                "new a --group org.new.example       | 'new' is a word of Java",
                "new a --group org.1st               | 'org.1st' is no group",
                "new a --colour red                  | new has no option '--colour'",
                "new a&b                             | 'a&b' is no name of a project",
                "new bff-web                         | a family cannot be called bff-web",
            })
    void what_it_cannot_do_it_refuses_in_one_line(String line, String reason) throws Exception {
        refuses(reason, line.split(" "));
        assertThat(here).isEmptyDirectory();
    }

    private void refuses(String reason, String... arguments) throws Exception {
        var command = PorticoCommand.run(here, arguments);

        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.output().lines())
                .singleElement()
                .asString()
                .startsWith("portico: ")
                .contains(reason);
    }

    private static List<String> elements(Path pom, String name)
            throws IOException, ParserConfigurationException, SAXException {
        var found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
