package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An orders service that has not decided yet: nobody may be told to order with a new key, and so twice. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(UndecidedOrders.class)
class UndecidedOrderTest {

    @UndecidedOrders.Here
    UndecidedOrders orders;

    @ParameterizedTest
    @CsvSource({"409, 409, in-progress", "408, 504, outcome-unknown", "422, 409, conflict"})
    void it_may_be_ordered_yet_unless_it_was_refused(int said, int status, String type) {
        var demo = orders.demo();
        var product = given().get(demo.url("products") + "/products?limit=1&availability=in-stock");
        var basket =
                """
                {"items":[{"productId":"%s","quantity":1,"unitPrice":{"amount":%d,"currency":"EUR"}}]}"""
                        .formatted(product.path("items[0].id"), product.<Integer>path("items[0].price.amount"));
        orders.says(said);

        Customer.named(demo, "u-2999")
                .contentType("application/json")
                .header("Idempotency-Key", "undecided")
                .body(basket)
                .post("/api/checkout")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:portico:problem:" + type));
    }
}
