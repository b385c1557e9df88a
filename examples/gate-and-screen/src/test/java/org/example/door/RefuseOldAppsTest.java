package org.example.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Products.class)
class RefuseOldAppsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "new"})
    void an_app_that_is_too_old_has_to_be_updated(String version) {
        given().header("X-App-Version", version)
                .get("/api/products/p-1")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body(containsString("Update the app."));
    }

    @Test
    void other_apps_pass_and_learn_which_is_the_oldest() {
        given().header("X-App-Version", "3")
                .get("/api/products/p-1")
                .then()
                .statusCode(200)
                .header("X-App-Oldest", "3");
    }

    @Test
    void screens_and_their_refusals_carry_what_the_gate_wants_on_the_answer() {
        given().get("/api/products/p-1/price").then().statusCode(200).header("X-App-Oldest", "3");
        given().get("/api/products/p-9/price").then().statusCode(404).header("X-App-Oldest", "3");
    }

    @Test
    void what_is_not_in_the_table_is_not_found_by_old_apps_either() {
        given().header("X-App-Version", "2").get("/nowhere").then().statusCode(404);
    }
}
