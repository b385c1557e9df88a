package dev.portico.partner.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.portico.demo.testing.ScriptedServices;
import dev.portico.demo.testing.ScriptedServices.Call;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of bff-partner at a service that tells partners apart no more than it has to, and names orders as it likes. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(ScriptedServices.class)
class CarelessOrdersTest {

    private static final String PROBLEM = "application/problem+json";

    @ScriptedServices.Here
    ScriptedServices services;

    @BeforeEach
    void forget() {
        services.forget();
    }

    private RequestSpecification as(String partner) {
        return given().header("Authorization", "Bearer " + services.token("partner", Map.of("sub", partner)));
    }

    private static String order(String id) {
        return """
                {"id":"%s","status":"placed","placedAt":"2026-01-02T03:04:05Z","lines":[],
                 "totals":{"grand":{"amount":990,"currency":"EUR"}}}"""
                .formatted(id);
    }

    private List<String> keys() {
        return services.calls().stream().map(Call::key).toList();
    }

    @Test
    void each_partner_cancels_with_a_key_of_its_own_and_always_the_same_one() {
        services.say("POST /orders/o-1/cancel", 200, order("o-1"));
        services.say("POST /orders/o-2/cancel", 200, order("o-2"));

        as("partner-7").post("/v1/orders/o-1/cancel").then().statusCode(200);
        as("partner-7").post("/v2/orders/o-1/cancel").then().statusCode(200);
        as("partner-8").post("/v1/orders/o-1/cancel").then().statusCode(200);
        as("partner-7").post("/v1/orders/o-2/cancel").then().statusCode(200);

        var keys = keys();
        assertThat(keys).hasSize(4);
        assertThat(keys.get(1)).isEqualTo(keys.getFirst());
        assertThat(List.of(keys.getFirst(), keys.get(2), keys.get(3))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", ""})
    void an_order_that_got_a_name_that_none_can_have_may_have_been_placed(String id) {
        services.say("POST /orders", 201, order(id));

        as("partner-9")
                .contentType("application/json")
                .header("Idempotency-Key", "named-" + id.length() + id.hashCode())
                .body("{\"lines\":[{\"productId\":\"p-1\",\"quantity\":1}]}")
                .post("/v1/orders")
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:outcome-unknown"));
    }
}
