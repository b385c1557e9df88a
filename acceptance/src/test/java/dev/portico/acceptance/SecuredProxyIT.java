package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** {@code examples/secured-proxy}, built outside of the reactor from the published artifacts alone: a pom and ten lines of YAML. */
@TestInstance(Lifecycle.PER_CLASS)
class SecuredProxyIT {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private DemoServices demo;
    private RunningApp app;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        var example = Path.of("target", "secured-proxy");
        OutsideProject.copy(Path.of("..", "examples", "secured-proxy"), example);
        OutsideProject.build(example);

        demo = DemoServices.start(vertx, DemoPorts.random());
        app = RunningApp.start(
                example.resolve("target/quarkus-app/quarkus-run.jar"),
                Map.of(
                        "ORDERS_URL", demo.url("orders"),
                        "ISSUER", demo.issuer().url(),
                        "JWKS", demo.url("issuer") + "/.well-known/jwks.json"));
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
    void it_refuses_who_is_not_known() throws IOException, InterruptedException {
        var response = client.send(get("/orders").build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"portico\"");
        assertThat(response.body()).contains("\"requestId\"");
    }

    @Test
    void it_passes_a_caller_on_within_the_limit() throws IOException, InterruptedException {
        var request = get("/orders?limit=1")
                .header("Authorization", "Bearer " + demo.issuer().token("customer"));
        var response = client.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"items\"");
        assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"caller\";q=100;w=60");
    }

    @Test
    void it_serves_nothing_else() throws IOException, InterruptedException {
        assertThat(client.send(get("/metrics").build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    private HttpRequest.Builder get(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + target));
    }
}
