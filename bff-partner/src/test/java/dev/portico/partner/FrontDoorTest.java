package dev.portico.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bff-partner lets in, what it refuses and how, with the demo's services behind it. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class FrontDoorTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String CATALOG = "/v1/catalog/products";
    private static final String ORDER = "/v1/orders/o-10006";

    @Demo.Services
    DemoServices demo;

    @Demo.Management
    URI management;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private RequestSpecification as(String caller) {
        return given().header("Authorization", "Bearer " + demo.issuer().token(caller));
    }

    private RequestSpecification withClaims(Map<String, Object> changed) {
        var claims = demo.issuer().claims("partner");
        claims.putAll(changed);
        return given().header("Authorization", "Bearer " + demo.issuer().sign(claims));
    }

    @Test
    void an_order_is_what_the_contract_says() {
        var order = as("partner").get(ORDER);

        order.then()
                .statusCode(200)
                .body("id", equalTo("o-10006"))
                .body("lines[0].quantity", greaterThan(0))
                .body("shipments", hasSize(1));
        assertThat(JsonFields.of(order.asByteArray())).isEqualTo(Contract.ORDER);
        assertThat(Contract.lacking(order.asByteArray(), Contract.ORDER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-99999", "o%2010006", "o-10006%3Fuser=u-1001", "%2A"})
    void an_order_that_does_not_exist_is_404(String id) {
        as("partner")
                .urlEncodingEnabled(false)
                .get("/v1/orders/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("requestId", not(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-10004", "o-10005"})
    void an_order_that_came_through_another_partner_or_none_is_404(String id) {
        as("partner").get("/v1/orders/" + id).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void what_the_service_serves_beside_orders_is_no_order() {
        as("partner").get("/v1/orders/echo").then().statusCode(502).contentType(PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({CATALOG + ", products", ORDER + ", orders"})
    void without_its_service_there_is_no_answer(String path, String service) {
        demo.service(service).stop();

        as("partner")
                .get(path)
                .then()
                .statusCode(502)
                .contentType(PROBLEM)
                .body("detail", not(containsString("127.0.0.1")));
    }

    @ParameterizedTest
    @CsvSource({CATALOG + ", products", ORDER + ", orders"})
    void a_service_that_fails_is_502(String path, String service) {
        demo.service(service).set(new Switches(true, 0, 1));

        as("partner").get(path).then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void a_service_that_is_too_slow_is_504() {
        demo.service("orders").set(new Switches(true, 5000, 0));

        as("partner").get(ORDER).then().statusCode(504).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {CATALOG, ORDER})
    void everything_needs_a_caller(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"portico\", ApiKey realm=\"portico\""));
        withClaims(Map.of("exp", Instant.now().minusSeconds(60).getEpochSecond()))
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @ParameterizedTest
    @CsvSource({CATALOG + ", orders:read", ORDER + ", products:read", CATALOG + ", products", ORDER + ", ''"})
    void a_token_that_was_issued_for_something_else_is_refused_with_403(String path, String scope) {
        withClaims(Map.of("scope", scope)).get(path).then().statusCode(403).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {CATALOG, ORDER})
    void a_customer_is_no_partner(String path) {
        for (var person : List.of("customer", "admin")) {
            as(person)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType(PROBLEM)
                    .header("WWW-Authenticate", containsString("invalid_token"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CATALOG, ORDER})
    void nor_is_a_person_whose_token_names_this_app_and_these_scopes(String path) {
        withClaims(Map.of("sub", "u-1001", "groups", List.of("customer")))
                .get(path)
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/products",
                "/v1/orders/",
                "/v1/orders/o-10006/lines",
                "/v1/catalog/products/p-1001",
                "/v2/orders/o-10006/lines",
                "/v2/products",
                "/v3/orders/o-10006",
                "/api/orders/o-10006",
                "/metrics",
                "/health"
            })
    void what_is_not_in_the_table_is_not_there(String path) {
        as("partner").get(path).then().statusCode(404).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {CATALOG, ORDER})
    void what_exists_is_only_read(String path) {
        as("partner").delete(path).then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
        as("partner").body("{}").post(path).then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void orders_are_placed_and_not_listed() {
        as("partner")
                .get("/v1/orders")
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .header("Allow", equalTo("POST"));
        as("partner").put("/v2/orders").then().statusCode(405).header("Allow", equalTo("POST"));
    }

    @Test
    void each_partner_has_a_limit_of_their_own() {
        var busy = Map.<String, Object>of("sub", "partner-2");
        var order = "/v1/orders/o-10005";
        var statuses = IntStream.range(0, 60)
                .mapToObj(i -> withClaims(busy).get(order).statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
        withClaims(busy)
                .get(order)
                .then()
                .statusCode(429)
                .contentType(PROBLEM)
                .header("Retry-After", Integer::parseInt, lessThan(62))
                .header("RateLimit-Policy", containsString("\"orders\";q=60;w=60"))
                .body("detail", containsString("The limit \"orders\""));
        withClaims(busy).get(CATALOG).then().statusCode(200);
        as("partner").get(ORDER).then().statusCode(200);
    }

    @Test
    void health_and_metrics_are_on_the_management_port() {
        as("partner").get(CATALOG).then().statusCode(200);

        given().get(management.resolve("/health/ready")).then().statusCode(200);
        given().get(management.resolve("/health/live")).then().statusCode(200).body("checks.name", hasItem("uptime"));
        assertThat(given().get(management.resolve("/metrics")).asString())
                .contains("http_server_requests_seconds_count{route=\"catalog\",status=\"200\"}");
    }
}
