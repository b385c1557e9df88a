package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.testing.ScriptedServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The home screen of bff-web behind services that take no notice of who asks, or for how much. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(ScriptedServices.class)
class HomeOfCarelessServicesTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String ME = "u-1";
    private static final String NOT_ME = "u-2";
    private static final String PRICE = "{\"amount\":990,\"currency\":\"EUR\"}";

    @ScriptedServices.Here
    ScriptedServices services;

    @BeforeEach
    void nothingAmiss() {
        services.forget();
        user(ME);
        orders(5, ME);
        payments(2, ME);
        products("GET /recommendations", 4);
        products("GET /products", 5);
    }

    private void user(String id) {
        services.say(
                "GET /users/" + ME,
                200,
                "{\"id\":\"" + id + "\",\"name\":{\"given\":\"Robin\",\"family\":\"Sample\"},"
                        + "\"loyalty\":{\"tier\":\"gold\",\"points\":3}}");
    }

    private void orders(int many, String owner) {
        services.say(
                "GET /orders",
                200,
                items(
                        many,
                        "{\"id\":\"o-%1$d\",\"userId\":\"" + owner
                                + "\",\"status\":\"paid\",\"placedAt\":\"2026-01-02\","
                                + "\"lines\":[{\"productId\":\"p-%1$d\",\"quantity\":1}],\"totals\":{\"grand\":" + PRICE
                                + "}}"));
    }

    private void payments(int many, String owner) {
        services.say(
                "GET /payments",
                200,
                items(
                        many,
                        "{\"id\":\"pay-%1$d\",\"orderId\":\"o-%1$d\",\"userId\":\"" + owner + "\",\"amount\":" + PRICE
                                + "}"));
    }

    private void products(String request, int many) {
        services.say(
                request,
                200,
                items(many, "{\"id\":\"p-%1$d\",\"name\":\"Lamp\",\"price\":" + PRICE + ",\"images\":[]}"));
    }

    private static String items(int many, String item) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(item::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private Response home() {
        return given().header("Authorization", "Bearer " + services.token("customer", Map.of("sub", ME)))
                .get("/api/home");
    }

    @Test
    void where_nothing_is_amiss_all_of_it_is_shown() {
        home().then()
                .statusCode(200)
                .body("orders", hasSize(5))
                .body("openPayments", hasSize(2))
                .body("recommended", hasSize(4))
                .body("missing", hasSize(0));
    }

    @Test
    void nobody_is_shown_somebody_else_s_orders() {
        orders(1, NOT_ME);

        home().then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void nobody_is_greeted_as_somebody_else() {
        user(NOT_ME);

        home().then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void somebody_else_s_payments_are_missing_and_not_shown() {
        payments(1, NOT_ME);

        home().then().statusCode(200).body("openPayments", hasSize(0)).body("missing", equalTo(List.of("payments")));
    }

    @Test
    void a_payment_need_not_be_due() {
        home().then().statusCode(200).body("openPayments[0].dueAt", nullValue()).body("missing", hasSize(0));
    }

    @Test
    void a_service_that_gives_more_than_was_asked_for_makes_no_longer_screen() {
        orders(300, ME);
        payments(300, ME);
        products("GET /recommendations", 300);

        home().then()
                .statusCode(200)
                .body("orders", hasSize(5))
                .body("openPayments", hasSize(20))
                .body("recommended", hasSize(4));
        assertThat(services.calls())
                .extracting(ScriptedServices.Call::target)
                .contains("/payments?user=u-1&status=open&limit=20");
    }

    @Test
    void a_product_of_many_lines_leaves_no_other_without_its_name() {
        var lines = "{\"productId\":\"p-1\",\"quantity\":1},".repeat(100) + "{\"productId\":\"p-2\",\"quantity\":1}";
        services.say(
                "GET /orders",
                200,
                "{\"items\":[{\"id\":\"o-1\",\"userId\":\"u-1\",\"status\":\"paid\",\"placedAt\":\"2026-01-02\",\"lines\":["
                        + lines + "],\"totals\":{\"grand\":" + PRICE + "}}]}");

        home().then().statusCode(200).body("orders[0].items[100].name", equalTo("Lamp"));
    }
}
