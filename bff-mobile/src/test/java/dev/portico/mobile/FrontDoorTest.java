package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bff-mobile lets in, what it refuses and how, with the demo's services behind it. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class FrontDoorTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @Demo.Management
    URI management;

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
    void a_product_card_is_for_anyone() {
        var card = given().get("/api/products/p-1001/card");

        card.then()
                .statusCode(200)
                .body("id", equalTo("p-1001"))
                .body("picture", endsWith("/320.webp"))
                .body("rating.stars", lessThan(5.1f));
        assertThat(card.asByteArray()).hasSizeLessThan(400);
        assertThat(JsonFields.of(card.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".id string",
                        ".name string",
                        ".price object",
                        ".price.amount number",
                        ".price.currency string",
                        ".picture string",
                        ".availability string",
                        ".rating object",
                        ".rating.stars number",
                        ".rating.count number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-9999", "p%201001", "p-1001%3Fx=1", "p-1001%2Cp-1002"})
    void a_product_that_does_not_exist_has_no_card(String id) {
        given().urlEncodingEnabled(false)
                .get("/api/products/" + id + "/card")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("requestId", not(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products/export/card",
                "/api/products/events/card",
                "/api/products/newest/card",
                "/api/products/p-1001.json/card",
                "/api/products/p-1234567890123/card",
                "/api/catalog/export",
                "/api/catalog/events",
                "/api/catalog/newest",
                "/api/catalog/P-1001"
            })
    void what_is_no_product_is_not_there_and_is_asked_of_no_service(String path) {
        var asked = demo.service("products").requests();

        given().get(path).then().statusCode(404).contentType(PROBLEM);

        assertThat(demo.service("products").requests()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products/p-1001/card", "/api/catalog/p-1001"})
    void two_widths_are_none(String path) {
        given().get(path + "?width=160&width=320")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", equalTo("Send width once."));
    }

    @Test
    void without_its_service_there_is_no_card() {
        demo.service("products").stop();

        given().get("/api/products/p-1001/card").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void a_service_that_fails_is_not_an_unknown_product() {
        demo.service("products").set(new Switches(true, 0, 1));

        given().get("/api/products/p-1001/card").then().statusCode(502).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/u-1001", "/api/orders", "/api/payments"})
    void what_is_personal_is_proxied_for_a_caller_only(String path) {
        given().get(path).then().statusCode(401).contentType(PROBLEM);
        as("customer").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/home", "/api/profile", "/api/orders/o-10001/status"})
    void a_personal_screen_needs_a_caller(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"portico\""));
    }

    @Test
    void products_are_for_anyone() {
        given().get("/api/products?limit=2").then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void a_token_that_has_expired_is_refused() {
        withClaims(Map.of("exp", Instant.now().minusSeconds(60).getEpochSecond()))
                .get("/api/home")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        given().header("Authorization", "Bearer not.a.token")
                .get("/api/products/p-1001/card")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/home", "/api/profile"})
    void a_caller_without_the_role_is_refused_with_403(String path) {
        withClaims(Map.of("groups", List.of("partner")))
                .get(path)
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void a_token_for_another_app_is_refused() {
        as("partner").get("/api/profile").then().statusCode(401).contentType(PROBLEM);
        withClaims(Map.of("aud", "portico-web")).get("/api/profile").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nowhere", "/metrics", "/health", "/api/home/", "/v1/orders/o-10001"})
    void what_is_not_in_the_table_is_not_there(String path) {
        as("admin").get(path).then().statusCode(404).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/home",
                "/api/profile",
                "/api/catalog",
                "/api/catalog/p-1001",
                "/api/products/p-1001/card",
                "/api/orders/o-10001/status"
            })
    void a_screen_is_only_read(String path) {
        as("customer").delete(path).then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
        as("customer").post(path).then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void beyond_a_limit_a_caller_is_told_when_to_come_back() {
        var other = Map.<String, Object>of("sub", "u-1030");
        var statuses = IntStream.range(0, 21)
                .mapToObj(i -> withClaims(other).get("/api/payments").statusCode())
                .toList();

        assertThat(statuses.subList(0, 20)).containsOnly(200);
        withClaims(other)
                .get("/api/payments")
                .then()
                .statusCode(429)
                .contentType(PROBLEM)
                .header("Retry-After", Integer::parseInt, lessThan(64));
        as("customer").get("/api/payments").then().statusCode(200);
    }

    @Test
    void health_and_metrics_are_on_the_management_port() {
        as("customer").get("/api/home").then().statusCode(200);

        given().get(management.resolve("/health/ready")).then().statusCode(200);
        given().get(management.resolve("/health/live")).then().statusCode(200).body("checks.name", hasItem("uptime"));
        assertThat(given().get(management.resolve("/metrics")).asString())
                .contains("http_server_requests_seconds_count{route=\"home\",status=\"200\"}");
    }
}
