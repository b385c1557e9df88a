package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and payments through bff-mobile: how far one has come, and that nobody places one in another's name. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class OrdersTest {

    private static final String PROBLEM = "application/problem+json";

    private static final Map<String, Object> CALLER = Map.of("sub", "u-1041");

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private RequestSpecification as(String caller) {
        return given().header("Authorization", "Bearer " + demo.issuer().token(caller));
    }

    private RequestSpecification withClaims(Map<String, Object> changed) {
        var claims = demo.issuer().claims("customer");
        claims.putAll(changed);
        return given().header("Authorization", "Bearer " + demo.issuer().sign(claims));
    }

    @Test
    void the_status_of_an_order_is_shown_to_who_placed_it() {
        var order = as("customer").get("/api/orders?limit=1").jsonPath().getString("items[0].id");

        var status = as("customer").get("/api/orders/" + order + "/status");

        status.then().statusCode(200).body("id", equalTo(order)).body("lastStep.name", equalTo("placed"));
        assertThat(status.asByteArray()).hasSizeLessThan(300);
        assertThat(JsonFields.of(status.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".id string",
                        ".status string",
                        ".placedAt string",
                        ".steps array",
                        ".steps[] object",
                        ".steps[].name string",
                        ".steps[].at string",
                        ".lastStep object",
                        ".lastStep.name string",
                        ".lastStep.at string",
                        ".carrier string",
                        ".trackingCode string");
    }

    @Test
    void an_order_that_was_delivered_tells_each_step_with_its_moment() {
        Map<String, Object> order =
                as("admin").get("/api/orders?limit=100").path("items.find { it.status == 'delivered' }");

        var status = withClaims(Map.of("sub", order.get("userId"))).get("/api/orders/" + order.get("id") + "/status");

        status.then()
                .statusCode(200)
                .body("steps.name", equalTo(List.of("placed", "paid", "picked", "packed", "shipped", "delivered")))
                .body("lastStep.name", equalTo("delivered"));
        assertThat(status.jsonPath().getList("steps.at", String.class))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(status.asByteArray()).hasSizeLessThan(800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "o-", "p-1001", "o-1234567890123", "o-10001%3Fx=1"})
    void what_is_no_order_has_no_status_and_is_asked_of_no_service(String id) {
        var asked = demo.service("orders").requests();

        as("customer")
                .urlEncodingEnabled(false)
                .get("/api/orders/" + id + "/status")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);

        assertThat(demo.service("orders").requests()).isEqualTo(asked);
    }

    @Test
    void without_its_service_there_is_no_status() {
        demo.service("orders").stop();

        as("customer").get("/api/orders/o-10001/status").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void a_status_that_takes_too_long_ends_in_504() {
        demo.service("orders").set(new Switches(true, 5000, 0));
        var started = Instant.now();

        as("customer").get("/api/orders/o-10001/status").then().statusCode(504).contentType(PROBLEM);

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void the_status_of_somebody_elses_order_is_404() {
        var order = as("customer").get("/api/orders?limit=1").jsonPath().getString("items[0].id");

        withClaims(Map.of("sub", "u-1002"))
                .get("/api/orders/" + order + "/status")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void whom_the_service_shows_everything_the_screen_shows_their_own() {
        var order = as("customer").get("/api/orders?limit=1").jsonPath().getString("items[0].id");
        as("admin").get("/api/orders/" + order).then().statusCode(200);

        as("admin")
                .get("/api/orders/" + order + "/status")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void an_order_that_is_new_has_a_status_without_steps() {
        String order = withClaims(CALLER)
                .contentType("application/json")
                .body("{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post("/api/orders")
                .path("id");

        var status = withClaims(CALLER).get("/api/orders/" + order + "/status");

        assertThat(JsonFields.of(status.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object", ".id string", ".status string", ".placedAt string", ".steps array");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"userId\":\"u-1042\",", "\"userId\":null,", "\"userId\":\"u-1042\",\"UserId\":\"u-1042\",", ""
            })
    void an_order_lands_under_who_places_it(String claimed) {
        var order = withClaims(CALLER)
                .contentType("application/json")
                .body("{" + claimed + "\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post("/api/orders");

        order.then().statusCode(201).body("userId", equalTo("u-1041"));
        String id = order.path("id");
        withClaims(CALLER).get("/api/orders/" + id).then().statusCode(200);
        withClaims(Map.of("sub", "u-1042")).get("/api/orders/" + id).then().statusCode(404);
    }

    @Test
    void a_payment_lands_under_who_opens_it() {
        withClaims(CALLER)
                .contentType("application/json")
                .body("{\"userId\":\"u-1042\",\"orderId\":\"o-10001\",\"amount\":{\"amount\":1990}}")
                .post("/api/payments")
                .then()
                .statusCode(201)
                .body("userId", equalTo("u-1041"));
    }

    @Test
    void an_order_is_cancelled_without_a_body() {
        String id = withClaims(CALLER)
                .contentType("application/json")
                .body("{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post("/api/orders")
                .path("id");

        withClaims(CALLER)
                .post("/api/orders/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders/", "/api/payments/", "/api/%6Frders/", "/api/orders/."})
    void no_other_spelling_leads_past_the_row_that_says_who_orders(String path) {
        withClaims(CALLER)
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"userId\":\"u-1042\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post(path)
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void nobody_orders_without_a_token() {
        given().contentType("application/json")
                .body("{\"userId\":\"u-1042\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post("/api/orders")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    @Test
    void what_is_no_json_is_no_order() {
        withClaims(CALLER)
                .contentType("text/plain")
                .body("an order")
                .post("/api/orders")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }
}
