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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The apps behind a real identity provider, found by discovery. Its keys change and it dies while they are in use. */
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class KeycloakIT {

    private static final int CLIENTS = 4;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private DemoServices demo;
    private Keycloak keycloak;
    private RunningApp mobile;
    private RunningApp partner;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        demo = DemoServices.start(vertx, DemoPorts.random());
        keycloak = Keycloak.start();
        mobile = app("bff-mobile");
        partner = app("bff-partner");
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (var app : new RunningApp[] {mobile, partner}) {
            if (app != null) {
                app.stop();
            }
        }
        if (keycloak != null) {
            keycloak.kill();
        }
        if (demo != null) {
            demo.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @Order(1)
    void a_user_signs_in_and_sees_what_is_theirs() throws IOException, InterruptedException {
        var token = keycloak.userToken("kim");
        for (var path : new String[] {"/api/profile", "/api/users/u-1001"}) {
            var answer = get(mobile, path, token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(get(mobile, "/api/users/u-1002", token).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void a_program_may_do_what_its_scopes_say() throws IOException, InterruptedException {
        var reading = keycloak.clientToken("products:read");
        assertThat(get(partner, "/v1/catalog/products", reading).statusCode()).isEqualTo(200);

        var other = get(partner, "/v1/catalog/products", keycloak.clientToken("orders:read"));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"portico\", error=\"insufficient_scope\", scope=\"products:read\"");
    }

    @Test
    @Order(3)
    void two_rotations_of_the_key_under_load_refuse_no_good_token() throws Exception {
        var over = new AtomicBoolean();
        var calls = new AtomicInteger();
        var keys = ConcurrentHashMap.<String>newKeySet();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Set<Integer>>>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(calling(over, calls, keys)));
            }
            // the second one while the keys have just been fetched for the first
            TimeUnit.SECONDS.sleep(3);
            keycloak.rotateKey(200);
            TimeUnit.SECONDS.sleep(1);
            keycloak.rotateKey(300);
            TimeUnit.SECONDS.sleep(5);
            over.set(true);
            var statuses = new HashSet<Integer>();
            for (var each : running) {
                statuses.addAll(each.get(30, TimeUnit.SECONDS));
            }
            System.Logger log = System.getLogger(KeycloakIT.class.getName());
            log.log(System.Logger.Level.INFO, "{0} calls with tokens of {1} keys: {2}", calls, keys.size(), statuses);
            assertThat(statuses).containsExactly(200);
        }
        assertThat(keys).hasSize(3);
        assertThat(calls.get()).isGreaterThan(100);
    }

    @Test
    @Order(4)
    void the_last_good_keys_serve_while_the_provider_is_dead_and_it_is_found_when_it_is_back() throws Exception {
        var unseen = keycloak.clientToken("products:read");
        keycloak.kill();
        for (int i = 0; i < 20; i++) {
            assertThat(get(partner, "/v1/catalog/products", unseen).statusCode())
                    .isEqualTo(200);
        }
        var early = app("bff-partner");
        try {
            assertThat(get(early, "/v1/catalog/products", unseen).statusCode()).isEqualTo(503);
            assertThat(ready(early)).isEqualTo(503);
            assertThat(ready(partner)).isEqualTo(200);

            keycloak.startAgain();
            keycloak.rotateKey(400);
            var fresh = keycloak.clientToken("products:read");
            assertThat(get(partner, "/v1/catalog/products", fresh).statusCode()).isEqualTo(200);
            TimeUnit.SECONDS.sleep(5);
            assertThat(get(early, "/v1/catalog/products", fresh).statusCode()).isEqualTo(200);
            assertThat(ready(early)).isEqualTo(200);
        } finally {
            early.stop();
        }
    }

    /** Gets a token, calls with it a few times, and gets the next one. */
    private Callable<Set<Integer>> calling(AtomicBoolean over, AtomicInteger calls, Set<String> keys) {
        return () -> {
            var statuses = new HashSet<Integer>();
            while (!over.get()) {
                var token = keycloak.clientToken("products:read");
                keys.add(token.substring(0, token.indexOf('.')));
                for (int i = 0; i < 5; i++) {
                    statuses.add(
                            get(partner, "/v1/catalog/products?limit=1", token).statusCode());
                    calls.incrementAndGet();
                }
            }
            return statuses;
        };
    }

    /** An app as it was built, with its own table but for what the provider and the load of this test need. */
    private RunningApp app(String name) throws IOException {
        var table = Files.readString(Path.of("..", name, "src/main/resources/gateway.yaml"))
                .replaceAll("jwks: .*", "discovery: " + keycloak.issuer() + "/.well-known/openid-configuration")
                .replaceAll(" +claims: .*\n", "")
                .replaceAll("permits: \\d+", "permits: 1000000");
        var file = Path.of("target", name + "-keycloak.yaml").toAbsolutePath();
        Files.writeString(file, table);
        var environment = new HashMap<>(Map.of(
                "PORTICO_GATEWAY_FILE", file.toString(),
                "ISSUER", keycloak.issuer(),
                "AUDIENCE", "portico"));
        for (var service : new String[] {"users", "orders", "products", "payments"}) {
            environment.put(service.toUpperCase(Locale.ROOT) + "_URL", demo.url(service));
        }
        return RunningApp.start(Path.of("..", name, "target/quarkus-app/quarkus-run.jar"), environment);
    }

    private HttpResponse<String> get(RunningApp app, String path, String token)
            throws IOException, InterruptedException {
        return client.send(
                at(app.port(), path).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private int ready(RunningApp app) throws IOException, InterruptedException {
        return client.send(at(app.managementPort(), "/health/ready").build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder at(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }
}
