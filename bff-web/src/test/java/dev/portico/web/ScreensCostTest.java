package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.DemoService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What each screen costs upstream and what of it reaches the client, written to {@code target/screens.md}. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ScreensCostTest {

    private static final String CUSTOMER = "u-1006";

    /**
     * @param bytesIn of the bodies that services gave
     * @param bytesOut of the body that the client gets, before compression
     */
    private record Cost(String screen, long calls, long bytesIn, long bytesOut) {}

    @Demo.Services
    DemoServices demo;

    @Test
    void a_screen_makes_few_calls_and_gives_a_fraction_of_what_it_reads() throws IOException {
        var order = given().get(demo.url("orders") + "/orders?limit=1&user=" + CUSTOMER)
                .path("items[0].id");
        var basket = basket();

        var costs = new ArrayList<Cost>();
        costs.add(cost("GET /api/home", 200, () -> customer("/api/home")));
        costs.add(cost("GET /api/catalog", 200, () -> given().get("/api/catalog")));
        costs.add(cost("GET /api/catalog/{id}", 200, () -> given().get("/api/catalog/p-1001")));
        costs.add(cost("GET /api/account", 200, () -> customer("/api/account")));
        costs.add(cost("GET /api/account/orders", 200, () -> customer("/api/account/orders")));
        costs.add(cost("GET /api/account/orders/{id}", 200, () -> customer("/api/account/orders/" + order)));
        costs.add(cost("POST /api/checkout", 201, () -> Customer.named(demo, CUSTOMER)
                .contentType("application/json")
                .header("Idempotency-Key", "cost")
                .body(basket)
                .post("/api/checkout")));
        Files.writeString(Path.of("target", "screens.md"), table(costs));

        assertThat(costs).extracting(Cost::calls).containsExactly(5L, 1L, 2L, 1L, 1L, 3L, 2L);
        assertThat(costs).allSatisfy(cost -> assertThat(cost.bytesOut()).isLessThan(cost.bytesIn() / 2));
    }

    private Response customer(String path) {
        return Customer.named(demo, CUSTOMER).get(path);
    }

    private String basket() {
        var product = given().get(demo.url("products") + "/products?limit=1&availability=in-stock");
        return """
                {"items":[{"productId":"%s","quantity":1,"unitPrice":{"amount":%d,"currency":"EUR"}}]}"""
                .formatted(product.path("items[0].id"), product.<Integer>path("items[0].price.amount"));
    }

    private Cost cost(String screen, int status, Supplier<Response> request) {
        var calls = counted(DemoService::requests);
        var bytes = counted(DemoService::bytes);
        var response = request.get();

        assertThat(response.statusCode()).as(screen).isEqualTo(status);
        return new Cost(
                screen,
                counted(DemoService::requests) - calls,
                counted(DemoService::bytes) - bytes,
                response.asByteArray().length);
    }

    private long counted(ToLongFunction<DemoService> counter) {
        return Stream.of("users", "orders", "products", "payments")
                .map(demo::service)
                .mapToLong(counter)
                .sum();
    }

    private static String table(List<Cost> costs) {
        var table = new StringBuilder(
                "| screen | calls | bytes in | bytes out | of what was read |\n|---|--:|--:|--:|--:|\n");
        for (var cost : costs) {
            table.append("| %s | %d | %d | %d | %.1f %% |\n"
                    .formatted(
                            cost.screen(),
                            cost.calls(),
                            cost.bytesIn(),
                            cost.bytesOut(),
                            100.0 * cost.bytesOut() / cost.bytesIn()));
        }
        return table.toString();
    }
}
