package dev.portico.mobile;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.ScreenCosts;
import dev.portico.demo.testing.ScreenTimes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each screen costs upstream and what of it reaches the client, written down as Markdown in {@code target}. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ScreensCostTest {

    private static final Map<String, Long> CALLS = Map.ofEntries(
            entry("get /api/home", 5L),
            entry("get /api/profile", 1L),
            entry("get /api/catalog", 1L),
            entry("get /api/catalog/{id}", 2L),
            entry("get /api/products/{id}/card", 1L),
            entry("get /api/orders/{id}/status", 1L));

    @Demo.Services
    DemoServices demo;

    @TestHTTPResource
    URI app;

    @Test
    void a_screen_makes_few_calls_and_gives_a_fraction_of_what_it_reads() throws IOException {
        var costs = ScreenCosts.of(demo, app, Screens.of(demo));
        Files.writeString(Path.of("target", "screens.md"), ScreenCosts.table(costs));

        assertThat(costs).allSatisfy((screen, cost) -> {
            assertThat(CALLS).containsEntry(screen, cost.calls());
            assertThat(cost.bytesOut()).as(screen).isLessThan(cost.bytesIn() / 2);
        });
    }

    @Test
    @Tag("full")
    void a_screen_keeps_its_deadline_and_does_without_what_it_can() throws IOException {
        Files.writeString(Path.of("target", "screen-times.md"), ScreenTimes.tables(demo, app, Screens.of(demo)));
    }
}
