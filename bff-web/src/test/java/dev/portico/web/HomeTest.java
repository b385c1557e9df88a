package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .header("Content-Length", Integer::parseInt, lessThan(6000));
    }

    @Test
    void nothing_internal_leaves_with_the_home_screen() {
        var home = as("customer").get("/api/home").asString();

        assertThat(home).doesNotContain("internal", "riskScore", "supplier", "fraud", "provider", "last4", "audit");
    }

    @ParameterizedTest
    @CsvSource({"payments, openPayments, payments", "products, recommended, recommended"})
    void the_home_screen_does_without_an_optional_service_and_says_so(String service, String part, String missing) {
        demo.service(service).stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .body(part, hasSize(0))
                .body("missing", hasItem(missing));
    }

    @Test
    void an_optional_service_that_is_slow_is_not_waited_for() {
        demo.service("payments").set(new Switches(true, 5000, 0));
        var started = Instant.now();

        as("customer").get("/api/home").then().statusCode(200).body("missing", equalTo(List.of("payments")));

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofMillis(2500));
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
