package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.CacheRow;
import dev.portico.gateway.GatewayTable;
import dev.portico.gateway.IdentityTable;
import dev.portico.gateway.LimitRow;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documentation that has fallen behind the code is a defect like any other. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z][A-Za-z]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "node_modules", ".git", ".portico")
                            .noneMatch(skipped -> file.toString().contains("/" + skipped + "/")))
                    .toList();
        }
    }

    @Test
    void the_architecture_names_only_types_that_exist() throws IOException {
        var existing = types();

        assertThat(found(TYPE, ROOT.resolve("docs/architecture.md")))
                .isNotEmpty()
                .isSubsetOf(existing);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Path page) throws IOException {
        assertThat(found(LINK, page))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void the_table_of_the_documentation_is_a_valid_one() throws IOException {
        var table = found(YAML, ROOT.resolve("docs/gateway-yaml.md")).getFirst();

        var compiled = TableCompiler.compile(new TableFile("docs/gateway-yaml.md", table), name -> Optional.empty());

        assertThat(compiled.rows().rows()).hasSize(2);
    }

    @Test
    void every_key_of_the_table_is_explained() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/gateway-yaml.md"));

        assertThat(Stream.of(GatewayTable.class, IdentityTable.class, LimitRow.class, CacheRow.class)
                        .flatMap(section -> keys(section).stream()))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(page).contains(key));
    }

    private static List<String> keys(Class<?> section) {
        var keys = new ArrayList<String>();
        for (var nested : section.getDeclaredClasses()) {
            keys.addAll(keys(nested));
        }
        for (var method : section.getDeclaredMethods()) {
            if (!method.getName().equals("word")) {
                keys.add(method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
            }
        }
        return keys;
    }

    private static Set<String> types() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
