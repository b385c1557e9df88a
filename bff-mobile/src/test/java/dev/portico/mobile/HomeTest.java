package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The home screen of bff-mobile, with the services behind it whole, slow and gone. Also run against the built app. */
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
    void the_home_screen_gathers_four_services_in_less_than_two_kilobytes() {
        var home = as("customer").get("/api/home");

        home.then()
                .statusCode(200)
                .body("customer.name", equalTo("Robin"))
                .body("orders", hasSize(3))
                .body("orders.lines", everyItem(greaterThan(1)))
                .body("orders.picture", everyItem(endsWith("/160.webp")))
                .body("recommended", hasSize(4))
                .body("recommended.picture", everyItem(endsWith("/160.webp")))
                .body("openPayments.count", equalTo(2))
                .body("openPayments.sums", hasSize(1))
                .body("openPayments.sums[0].amount", greaterThan(0))
                .body("missing", hasSize(0))
                .body("stale", hasSize(0));
        assertThat(home.asByteArray()).hasSizeLessThan(2048);
    }

    @Test
    void the_home_screen_holds_this_and_nothing_else() {
        assertThat(JsonFields.of(as("customer").get("/api/home").asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".customer object",
                        ".customer.name string",
                        ".customer.tier string",
                        ".orders array",
                        ".orders[] object",
                        ".orders[].id string",
                        ".orders[].status string",
                        ".orders[].placedAt string",
                        ".orders[].lines number",
                        ".orders[].picture string",
                        ".recommended array",
                        ".recommended[] object",
                        ".recommended[].id string",
                        ".recommended[].name string",
                        ".recommended[].price object",
                        ".recommended[].price.amount number",
                        ".recommended[].price.currency string",
                        ".recommended[].picture string",
                        ".openPayments object",
                        ".openPayments.count number",
                        ".openPayments.sums array",
                        ".openPayments.sums[] object",
                        ".openPayments.sums[].amount number",
                        ".openPayments.sums[].currency string",
                        ".missing array",
                        ".stale array");
    }

    @Test
    void the_home_screen_asks_each_service_once_and_products_twice() {
        var before = demo.services().stream()
                .mapToLong(service -> service.requests())
                .toArray();

        as("customer").get("/api/home").then().statusCode(200);

        var after = demo.services().stream()
                .mapToLong(service -> service.requests())
                .toArray();
        assertThat(IntStream.range(0, 4).mapToObj(i -> after[i] - before[i])).containsExactly(1L, 1L, 2L, 1L);
    }

    @Test
    void without_products_the_home_screen_has_no_pictures_and_the_last_recommendations_and_says_so() {
        List<String> before = as("customer").get("/api/home").path("recommended.id");
        demo.service("products").stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("recommended.id", equalTo(before))
                .body("missing", equalTo(List.of("orders.pictures")))
                .body("stale", equalTo(List.of("recommended")));
    }

    @Test
    void who_has_not_been_recommended_anything_is_not_shown_another_one_s() {
        as("customer").get("/api/home").then().statusCode(200);
        demo.service("products").stop();

        withClaims(Map.of("sub", "u-1017"))
                .get("/api/home")
                .then()
                .statusCode(200)
                .body("orders[0]", not(hasKey("picture")))
                .body("recommended", hasSize(0))
                .body("missing", equalTo(List.of("orders.pictures", "recommended")))
                .body("stale", hasSize(0));
    }

    @Test
    void without_payments_the_home_screen_does_not_claim_that_none_is_open() {
        demo.service("payments").stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("openPayments")))
                .body("missing", equalTo(List.of("payments")));
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

    @ParameterizedTest
    @ValueSource(strings = {"users", "orders"})
    void without_a_required_service_there_is_no_home_screen(String service) {
        demo.service(service).stop();

        as("customer")
                .get("/api/home")
                .then()
                .statusCode(502)
                .contentType(PROBLEM)
                .body("detail", not(containsString("127.0.0.1")));
    }

    @Test
    void a_required_service_that_is_too_slow_ends_in_504() {
        demo.service("orders").set(new Switches(true, 5000, 0));

        as("customer").get("/api/home").then().statusCode(504).contentType(PROBLEM);
    }
}
