package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
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

/** The home screen of bff-web, with the services behind it whole, slow and gone. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class HomeTest {

    private static final String PROBLEM = "application/problem+json";

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
    void the_home_screen_gathers_four_services_in_one_answer() {
        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .body("customer.name", equalTo("Robin Sample"))
                .body("orders", hasSize(5))
                .body("orders[0].items[0].name", not(nullValue()))
                .body("orders[0].items[0].picture", containsString("/320."))
                .body("recommended", hasSize(4))
                .body("openPayments", hasSize(2))
                .body("missing", hasSize(0))
                .body("stale", hasSize(0))
                .header("Content-Length", Integer::parseInt, lessThan(6000));
    }

    @Test
    void nothing_internal_leaves_with_the_home_screen() {
        var home = as("customer").get("/api/home").asString();

        assertThat(home).doesNotContain("internal", "riskScore", "supplier", "fraud", "provider", "last4", "audit");
    }

    @Test
    void the_home_screen_does_without_an_optional_service_and_says_so() {
        demo.service("payments").stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("openPayments", hasSize(0))
                .body("missing", equalTo(List.of("payments")))
                .body("stale", hasSize(0));
    }

    @Test
    void recommendations_are_shown_as_they_were_last_while_products_are_gone() {
        as("customer").get("/api/home").then().statusCode(200).body("recommended", hasSize(4));
        demo.service("products").stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("recommended", hasSize(4))
                .body("missing", equalTo(List.of("orders.items")))
                .body("stale", equalTo(List.of("recommended")));
    }

    @Test
    void nobody_is_shown_what_was_recommended_to_somebody_else() {
        as("customer").get("/api/home").then().statusCode(200);
        demo.service("products").stop();

        withClaims(Map.of("sub", "u-1019"))
                .get("/api/home")
                .then()
                .statusCode(200)
                .body("recommended", hasSize(0))
                .body("missing", equalTo(List.of("orders.items", "recommended")));
    }

    @Test
    void an_optional_service_that_is_slow_is_not_waited_for() {
        demo.service("payments").set(new Switches(true, 5000, 0));
        var started = Instant.now();

        as("customer").get("/api/home").then().statusCode(200).body("missing", equalTo(List.of("payments")));

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u-9999", ".", ".."})
    void a_caller_without_an_account_has_no_home_screen(String subject) {
        withClaims(Map.of("sub", subject))
                .get("/api/home")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void without_a_required_service_there_is_no_home_screen() {
        demo.service("users").stop();

        as("customer").get("/api/home").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void a_required_service_that_is_too_slow_ends_in_504() {
        demo.service("orders").set(new Switches(true, 5000, 0));

        as("customer").get("/api/home").then().statusCode(504).contentType(PROBLEM);
    }
}
