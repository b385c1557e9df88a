package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.testing.ScriptedServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The personal screens of bff-mobile behind services that take no notice of who asks. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(ScriptedServices.class)
class CarelessServicesTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String ME = "u-1";
    private static final String NOT_ME = "u-2";

    @ScriptedServices.Here
    ScriptedServices services;

    @BeforeEach
    void nothingAmiss() {
        services.forget();
        user(ME);
        orders(ME);
        payments(ME);
        services.say("GET /recommendations", 200, "{\"items\":[]}");
    }

    private void user(String id) {
        services.say(
                "GET /users/" + ME,
                200,
                """
                {"id":"%s","name":{"given":"Robin","family":"Sample"},"loyalty":{"tier":"gold","points":3},
                 "contact":{"email":"robin@example.test"},"locale":"en","addresses":[]}"""
                        .formatted(id));
    }

    private void orders(String owner) {
        var order =
                """
                {"id":"o-1","userId":"%s","status":"paid","placedAt":"2026-01-02T03:04:05Z","lines":[]}"""
                        .formatted(owner);
        services.say("GET /orders", 200, "{\"items\":[" + order + "]}");
        services.say("GET /orders/o-1", 200, order);
    }

    private void payments(String owner) {
        services.say(
                "GET /payments",
                200,
                """
                {"items":[{"userId":"%s","amount":{"amount":990,"currency":"EUR"}}]}"""
                        .formatted(owner));
    }

    private Response ask(String path) {
        return given().header("Authorization", "Bearer " + services.token("customer", Map.of("sub", ME)))
                .get(path);
    }

    @Test
    void where_nothing_is_amiss_each_screen_is_shown() {
        ask("/api/home")
                .then()
                .statusCode(200)
                .body("orders", hasSize(1))
                .body("openPayments.count", equalTo(1))
                .body("missing", hasSize(0));
        ask("/api/profile").then().statusCode(200);
        ask("/api/orders/o-1/status").then().statusCode(200);
    }

    @Test
    void nobody_is_shown_somebody_else_s_orders() {
        orders(NOT_ME);

        ask("/api/home").then().statusCode(502).contentType(PROBLEM);
        ask("/api/orders/o-1/status").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void nobody_is_taken_for_somebody_else() {
        user(NOT_ME);

        ask("/api/home").then().statusCode(404).contentType(PROBLEM);
        ask("/api/profile").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void somebody_else_s_payments_are_missing_and_not_summed() {
        payments(NOT_ME);

        ask("/api/home")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("openPayments")))
                .body("missing", equalTo(List.of("payments")));
    }
}
