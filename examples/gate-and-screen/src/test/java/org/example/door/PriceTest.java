package org.example.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Products.class)
class PriceTest {

    @Test
    void a_price_is_three_fields_and_no_more() {
        given().get("/api/products/p-1/price")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("name", "Green tea", "cents", 450, "currency", "EUR")));
    }

    @Test
    void a_product_that_does_not_exist_has_no_price() {
        given().get("/api/products/p-9/price").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void what_the_service_serves_beside_products_has_no_price() {
        given().get("/api/products/export/price").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void what_the_service_leaves_out_is_not_made_up() {
        given().get("/api/products/p-2/price").then().statusCode(502).contentType("application/problem+json");
    }
}
