package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/your-own-services.md} tells, step by step: written, built with its tests, run, and given a table of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class NewFamilyIT {

    private static final Path HERE = Path.of("target", "new-family");
    private static final Path DOOR = HERE.resolve("front-door");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private DemoServices demo;
    private RunningApp app;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        clean();
        var command = PorticoCommand.run(HERE, "new", "front-door", "--bff", "web", "--group", "org.example.shop");
        assertThat(command.exit()).as(command.output()).isZero();
        OutsideProject.build(DOOR);

        demo = DemoServices.start(vertx, DemoPorts.random());
        app = run(Map.of());
    }

    private static void clean() throws IOException {
        Files.createDirectories(HERE);
        try (var files = Files.walk(HERE).sorted(Comparator.reverseOrder())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.createDirectories(HERE);
    }

    private RunningApp run(Map<String, String> more) throws IOException {
        var environment = new HashMap<>(more);
        environment.put("ORDERS_URL", demo.url("orders"));
        environment.put("PRODUCTS_URL", demo.url("products"));
        environment.put("PAYMENTS_URL", demo.url("payments"));
        environment.put("ISSUER", demo.issuer().url());
        environment.put("ISSUER_JWKS", demo.url("issuer") + "/.well-known/jwks.json");
        return RunningApp.start(DOOR.resolve("target/quarkus-app/quarkus-run.jar"), environment);
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (app != null) {
            app.stop();
        }
        if (demo != null) {
            demo.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void its_own_tests_have_run() throws IOException {
        assertThat(DOOR.resolve("target/surefire-reports/org.example.shop.web.WebGatewayTest.txt"))
                .content()
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void what_is_not_in_its_table_is_not_found() throws IOException, InterruptedException {
        assertThat(get(app, "/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_gets_at_orders_without_a_token() throws IOException, InterruptedException {
        assertThat(get(app, "/api/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void it_tells_browsers_what_they_must_not_do_and_which_pages_may_read() throws IOException, InterruptedException {
        var request = at(app.port(), "/api/orders").header("Origin", "http://localhost:5173");

        var headers = client.send(request.build(), BodyHandlers.discarding()).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
    }

    @Test
    void whoever_brings_a_token_gets_at_them_within_the_limit() throws IOException, InterruptedException {
        var response = getAs("customer", app, "/api/orders?limit=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("RateLimit-Policy")).contains("\"user\";q=300;w=60");
    }

    @Test
    void a_service_and_a_limit_are_added_in_the_table_alone() throws IOException, InterruptedException {
        var table = DOOR.resolve("gateway.yaml").toAbsolutePath();
        Files.writeString(
                table, YourOwnServices.changed(Files.readString(DOOR.resolve("src/main/resources/gateway.yaml"))));
        var changed = run(Map.of("PORTICO_GATEWAY_FILE", table.toString()));
        try {
            assertThat(get(changed, "/api/payments").statusCode()).isEqualTo(401);
            for (int i = 0; i < 5; i++) {
                assertThat(getAs("customer", changed, "/api/payments").statusCode())
                        .isEqualTo(200);
            }
            assertThat(getAs("customer", changed, "/api/payments").statusCode()).isEqualTo(429);
            assertThat(getAs("customer", changed, "/api/orders").statusCode()).isEqualTo(200);
        } finally {
            changed.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/started", "/health/live", "/health/ready", "/metrics"})
    void operators_get_at_it_on_a_port_of_their_own(String path) throws IOException, InterruptedException {
        getAs("customer", app, "/api/orders"); // the issuer's keys are there, then

        assertThat(client.send(at(app.managementPort(), path).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(app, path).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(RunningApp from, String target) throws IOException, InterruptedException {
        return client.send(at(from.port(), target).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> getAs(String caller, RunningApp from, String target)
            throws IOException, InterruptedException {
        var request = at(from.port(), target)
                .header("Authorization", "Bearer " + demo.issuer().token(caller));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder at(int port, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
    }
}
