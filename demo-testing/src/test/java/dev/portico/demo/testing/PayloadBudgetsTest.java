package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.portico.demo.testing.PayloadBudgets.Visit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a screen of 3000 bytes. */
class PayloadBudgetsTest {

    private final HttpServer app;

    PayloadBudgetsTest() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/screen", exchange -> {
            exchange.sendResponseHeaders(200, 3000);
            exchange.getResponseBody().write(new byte[3000]);
            exchange.close();
        });
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop(0);
    }

    @Test
    void a_screen_within_its_budget_is_fine() {
        assertThat(complaints("\"x-payload-budget\": 4096", "/screen")).isEmpty();
    }

    @Test
    void a_screen_that_has_outgrown_its_budget_is_named() {
        assertThat(complaints("\"x-payload-budget\": 2999", "/screen"))
                .containsExactly("/screen takes 3000 of 2999 bytes; leave something out, or raise its budget");
    }

    @Test
    void a_budget_that_lets_a_screen_double_is_none() {
        assertThat(complaints("\"x-payload-budget\": 6001", "/screen"))
                .containsExactly("/screen takes 3000 of 6001 bytes; lower its budget, so that growth is seen");
    }

    @Test
    void each_screen_has_a_budget_and_is_visited_with_success() {
        assertThat(complaints("\"summary\": \"none\"", "/screen"))
                .singleElement()
                .asString()
                .startsWith("/screen has no budget: @Extension(");
        assertThat(complaints("\"x-payload-budget\": 4096", "/other"))
                .containsExactly("/screen answers /other with 404");
        assertThat(PayloadBudgets.complaints(document("\"x-payload-budget\": 4096"), uri(), Map.of()))
                .containsExactly("/screen is not visited by this test; say how to ask for it");
    }

    private List<String> complaints(String said, String target) {
        return PayloadBudgets.complaints(document(said), uri(), Map.of("/screen", new Visit(target, null)));
    }

    private static ApiDocument document(String said) {
        var json =
                """
                {"paths": {"/screen": {
                  "get": {%s, "responses": {"200": {"content": {"application/json": {}}}}},
                  "post": {}
                }}}
                """
                        .formatted(said);
        return new ApiDocument(json.getBytes(StandardCharsets.UTF_8));
    }

    private URI uri() {
        return URI.create("http://localhost:" + app.getAddress().getPort());
    }
}
