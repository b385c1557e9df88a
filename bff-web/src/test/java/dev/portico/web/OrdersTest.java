package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and payments through bff-web: nobody places one in another's name. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class OrdersTest {

    private static final String PROBLEM = "application/problem+json";

    private static final Map<String, Object> CALLER = Map.of("sub", "u-1041");

    @Demo.Services
    DemoServices demo;

    private RequestSpecification withClaims(Map<String, Object> changed) {
        var claims = demo.issuer().claims("customer");
        claims.putAll(changed);
        return given().header("Authorization", "Bearer " + demo.issuer().sign(claims));
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
