package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.portico.demo.testing.ScriptedServices;
import dev.portico.demo.testing.ScriptedServices.Call;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordering through bff-web at a service that does not tell users apart, and names and writes orders as it likes. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(ScriptedServices.class)
class CheckoutAtCarelessServicesTest {

    private static final String UNKNOWN = "urn:portico:problem:outcome-unknown";
    private static final String ONE = item("p-1", 1);

    @ScriptedServices.Here
    ScriptedServices services;

    @BeforeEach
    void sellOneThing() {
        services.forget();
        services.say(
                "GET /products",
                200,
                """
                {"items":[{"id":"p-1","availability":"in-stock","price":{"amount":990,"currency":"EUR"}}]}""");
        services.say("POST /orders", 201, order("o-1", "u-1", line("p-1", 1)));
    }

    private static String item(String product, int quantity) {
        return """
                {"productId":"%s","quantity":%d,"unitPrice":{"amount":990,"currency":"EUR"}}"""
                .formatted(product, quantity);
    }

    private static String line(String product, int quantity) {
        return "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    private static String order(String id, String user, String lines) {
        return """
                {"id":"%s","userId":"%s","status":"placed","placedAt":"2026-01-02T03:04:05Z","lines":[%s],
                 "totals":{"grand":{"amount":990,"currency":"EUR"}}}"""
                .formatted(id, user, lines);
    }

    private Response checkOut(String user, String key, String items) {
        return given().header("Authorization", "Bearer " + services.token("customer", Map.of("sub", user)))
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"items\":[" + items + "]}")
                .post("/api/checkout");
    }

    private Call last() {
        return services.calls().getLast();
    }

    @Test
    void the_same_key_of_two_users_is_two_keys_to_the_service_and_each_always_the_same_one() {
        checkOut("u-1", "1", ONE).then().statusCode(201);
        var first = last().key();
        checkOut("u-1", "1", ONE).then().statusCode(201);
        var again = last().key();
        checkOut("u-2", "1", ONE);
        var theirs = last().key();

        assertThat(again).isEqualTo(first);
        assertThat(theirs).isNotEqualTo(first);
        assertThat(first).isNotEqualTo("1").matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void the_service_learns_at_which_price_the_customer_orders() {
        checkOut("u-1", "price", ONE).then().statusCode(201);

        assertThat(last().body()).isEqualTo("{\"userId\":\"u-1\",\"lines\":[" + ONE + "]}");
    }

    @Test
    void a_price_that_changed_after_the_look_at_it_orders_nothing() {
        services.say("POST /orders", 422, "{}");

        checkOut("u-1", "race", ONE).then().statusCode(409).body("type", equalTo("urn:portico:problem:conflict"));
    }

    @Test
    void what_was_ordered_before_is_looked_up_with_the_key_that_it_was_ordered_with() {
        checkOut("u-1", "look", ONE).then().statusCode(201);
        var key = last().key();
        services.say("GET /orders", 200, "{\"items\":[" + order("o-1", "u-1", line("p-1", 1)) + "]}");

        checkOut("u-1", "look", ONE.replace("990", "980")).then().statusCode(201);

        assertThat(last().target()).isEqualTo("/orders?user=u-1&idempotencyKey=" + key + "&limit=1");
    }

    @Test
    void somebody_else_s_order_says_nothing_of_what_became_of_this_one() {
        services.say("POST /orders", 201, order("o-1", "u-2", line("p-1", 1)));

        checkOut("u-1", "theirs", ONE).then().statusCode(504).body("type", equalTo(UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "", "pay-1"})
    void an_order_that_got_a_name_that_none_can_have_may_have_been_placed(String id) {
        services.say("POST /orders", 201, order(id, "u-1", line("p-1", 1)));

        checkOut("u-1", "named", ONE).then().statusCode(504).body("type", equalTo(UNKNOWN));
    }

    @Test
    void an_order_is_found_again_however_the_service_has_written_its_lines() {
        services.say(
                "GET /orders", 200, "{\"items\":[" + order("o-1", "u-1", line("p-2", 1) + "," + line("p-1", 3)) + "]}");
        var twice = item("p-1", 1) + "," + item("p-2", 1) + "," + item("p-1", 2);

        checkOut("u-1", "merged", twice).then().statusCode(201).body("id", equalTo("o-1"));
        checkOut("u-1", "merged", twice + "," + item("p-1", 1)).then().statusCode(409);
    }
}
