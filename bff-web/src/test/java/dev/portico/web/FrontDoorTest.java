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
import dev.portico.demo.testing.RawHttp;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bff-web lets in, what it refuses and how, with the demo's services behind it. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class FrontDoorTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @TestHTTPResource
    URI app;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users/u-1001",
                "/api/orders",
                "/api/payments",
                "/api/home",
                "/api/account",
                "/api/account/orders"
            })
    void what_is_personal_needs_a_caller(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"portico\""))
                .body("type", equalTo("urn:portico:problem:unauthenticated"))
                .body("requestId", not(nullValue()));
        if (!path.equals("/api/home")) {
            as("customer").get(path).then().statusCode(200);
        }
    }

    @Test
    void products_are_for_anyone() {
        given().get("/api/products?limit=2").then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        given().header("Authorization", "Bearer not.a.token")
                .get("/api/products")
                .then()
                .statusCode(401);
    }

    @Test
    void a_token_that_has_expired_is_refused() {
        withClaims(Map.of("exp", Instant.now().minusSeconds(60).getEpochSecond()))
                .get("/api/orders")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        withClaims(Map.of("iss", "http://issuer.example.test"))
                .get("/api/orders")
                .then()
                .statusCode(401);
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        for (var other : List.of("another-service", "portico", "portico-partner", "portico-mobile")) {
            withClaims(Map.of("aud", other)).get("/api/orders").then().statusCode(401);
        }
        as("partner").get("/api/orders").then().statusCode(401);
    }

    @Test
    void a_token_signed_with_another_key_is_refused() {
        var forged = demo.issuer().signWithForeignKey(demo.issuer().claims("admin"));

        given().header("Authorization", "Bearer " + forged)
                .get("/api/orders")
                .then()
                .statusCode(401);
    }

    @Test
    void a_caller_without_the_role_is_refused_with_403() {
        withClaims(Map.of("groups", List.of("partner")))
                .get("/api/home")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("title", equalTo("Forbidden"));
    }

    @Test
    void what_is_not_in_the_table_is_not_there() {
        as("admin").get("/api/nowhere").then().statusCode(404).contentType(PROBLEM);
        as("admin").get("/metrics").then().statusCode(404);
        as("admin").get("/health").then().statusCode(404);
    }

    @Test
    void a_method_that_the_row_does_not_have_is_405_with_those_that_it_has() {
        as("customer").delete("/api/home").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
    }

    @Test
    void identity_that_a_client_claims_never_reaches_an_upstream() {
        var echo = as("customer")
                .header("X-User-Id", "u-0001")
                .header("X_User_Id", "u-0001")
                .header("x.user.role", "admin")
                .header("X-Forwarded-For", "203.0.113.9")
                .get("/api/users/echo")
                .jsonPath();
        List<List<String>> headers = echo.getList("headers");
        Map<String, List<String>> byName = headers.stream()
                .collect(Collectors.groupingBy(
                        header -> header.getFirst().toLowerCase(Locale.ROOT),
                        Collectors.mapping(List::getLast, Collectors.toList())));

        assertThat(byName)
                .containsEntry("x-user-id", List.of("u-1001"))
                .containsEntry("x-user-role", List.of("customer"))
                .containsEntry("x-forwarded-for", List.of("127.0.0.1"))
                .doesNotContainKeys("x_user_id", "x.user.role", "authorization");
    }

    @Test
    void a_request_id_goes_upstream_and_comes_back() {
        var echo = as("customer").header("X-Request-Id", "shelf-42").get("/api/users/echo");

        assertThat(echo.header("X-Request-Id")).isEqualTo("shelf-42");
        assertThat(echo.jsonPath().getList("headers")).contains(List.of("X-Request-Id", "shelf-42"));
    }

    @Test
    void trace_context_goes_on_to_the_upstream() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var echo = as("customer")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-00")
                .get("/api/users/echo");

        assertThat(echo.asString()).contains("00-" + trace + "-").doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void a_body_that_is_too_large_is_refused_declared_or_not() {
        var body = "x".repeat(1_100_000);

        as("customer")
                .body(body)
                .post("/api/orders/echo")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
        assertThat(RawHttp.send(app, chunked(body))).startsWith("HTTP/1.1 413 ");
    }

    private String chunked(String body) {
        return "POST /api/orders/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + demo.issuer().token("customer") + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    @Test
    void a_body_arrives_at_the_upstream_whole() {
        as("customer")
                .body("x".repeat(900_000))
                .post("/api/orders/echo")
                .then()
                .statusCode(200)
                .body("bodyLength", equalTo(900_000));
    }

    @Test
    void an_upstream_that_is_down_is_502() {
        demo.service("orders").stop();

        as("customer")
                .get("/api/orders")
                .then()
                .statusCode(502)
                .contentType(PROBLEM)
                .body("detail", not(containsString("localhost")));
    }

    @Test
    void an_upstream_that_is_too_slow_is_504() {
        as("customer")
                .header("X-Demo-Delay", "9000")
                .get("/api/users/u-1001")
                .then()
                .statusCode(504)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "truncate", "garbage"})
    void an_upstream_that_gives_no_sound_answer_is_502(String fault) {
        as("customer")
                .header("X-Demo-Fault", fault)
                .get("/api/users/u-1001")
                .then()
                .statusCode(502)
                .contentType(PROBLEM);
    }

    @Test
    void beyond_a_limit_a_caller_is_told_when_to_come_back() {
        var customer = Map.<String, Object>of("sub", "u-1030");
        var statuses = IntStream.range(0, 21)
                .mapToObj(i ->
                        withClaims(customer).get("/api/payments?user=u-1030").statusCode())
                .toList();

        assertThat(statuses.subList(0, 20)).containsOnly(200);
        withClaims(customer)
                .get("/api/payments?user=u-1030")
                .then()
                .statusCode(429)
                .contentType(PROBLEM)
                .header("Retry-After", Integer::parseInt, lessThan(64))
                .header("RateLimit-Policy", containsString("\"pay\";q=20;w=60"))
                .header("RateLimit", containsString("\"pay\";r=0;t="));
        as("customer").get("/api/payments?user=u-1001").then().statusCode(200);
    }

    @Test
    void health_and_metrics_are_on_the_management_port() {
        as("customer").get("/api/home").then().statusCode(200);

        given().get(management.resolve("/health/live")).then().statusCode(200).body("checks.name", hasItem("uptime"));
        given().get(management.resolve("/health/ready")).then().statusCode(200);
        given().get(management.resolve("/health")).then().statusCode(200).body("status", equalTo("UP"));
        var metrics = given().get(management.resolve("/metrics")).asString();
        assertThat(metrics)
                .contains("http_server_requests_seconds_count{route=\"home\",status=\"200\"}")
                .contains("http_client_requests_seconds_count{outcome=\"200\",upstream=\"users\"}")
                .contains("http_server_active_requests")
                .contains("http_server_open_connections");
    }
}
