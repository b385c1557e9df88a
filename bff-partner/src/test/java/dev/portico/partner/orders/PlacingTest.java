package dev.portico.partner.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.RawHttp;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Partner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders are placed once, however often they are sent. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class PlacingTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String TWO = order("p-1001", 2);
    private static final String THREE = order("p-1001", 3);

    @Demo.Services
    DemoServices demo;

    @TestHTTPResource
    URI app;

    private Partner partner;

    @BeforeEach
    void meet() {
        partner = Partner.another(demo);
    }

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private static String order(String product, int quantity) {
        return "{\"lines\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}]}";
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private RequestSpecification sends(String key, String body) {
        return partner.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body);
    }

    private Response place(String key, String body) {
        return sends(key, body).post("/v1/orders");
    }

    private int placed() {
        return given().header("X-Partner-Id", partner.id())
                .get(demo.url("orders") + "/orders")
                .path("total");
    }

    @Test
    void an_order_is_placed_and_found_where_the_answer_says() {
        var answer = place(newKey(), TWO);

        answer.then()
                .statusCode(201)
                .contentType(ContentType.JSON)
                .header("Location", startsWith("/v1/orders/o-"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Idempotency-Replayed", nullValue())
                .body("status", equalTo("placed"))
                .body("lines", hasSize(1))
                .body("lines[0].quantity", equalTo(2));
        assertThat(partner.asks().get(answer.header("Location")).asString()).isEqualTo(answer.asString());
    }

    @Test
    void an_order_of_a_partner_is_nobody_else_s() {
        var location = place(newKey(), TWO).header("Location");

        Partner.another(demo).asks().get(location).then().statusCode(404).contentType(PROBLEM);
        Partner.another(demo).asks().post(location + "/cancel").then().statusCode(404);
    }

    @Test
    void the_same_request_with_the_same_key_gets_the_first_answer_again() {
        var key = newKey();
        var first = place(key, TWO);
        var asked = demo.service("orders").requests();
        var again = place(key, " {\"lines\" : [ {\"quantity\": 2, \"productId\": \"p-1001\"} ] , \"note\": 1} ");

        again.then()
                .statusCode(201)
                .contentType(ContentType.JSON)
                .header("Location", equalTo(first.header("Location")))
                .header("Idempotency-Replayed", equalTo("true"));
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(demo.service("orders").requests()).isEqualTo(asked);
        assertThat(placed()).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        var key = newKey();
        place(key, TWO).then().statusCode(201);

        place(key, THREE)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:unprocessable-content"))
                .body("detail", containsString("Idempotency-Key"));
        assertThat(placed()).isEqualTo(1);
    }

    @Test
    void a_key_of_one_partner_says_nothing_of_another_s() {
        var key = newKey();
        var first = place(key, TWO);
        partner = Partner.another(demo);
        var other = place(key, THREE);

        other.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertThat(other.header("Location")).isNotEqualTo(first.header("Location"));
    }

    @Test
    void requests_that_are_sent_at_once_with_one_key_place_one_order() {
        demo.service("orders").set(new Switches(true, 300, 0));
        var key = newKey();
        var answers =
                IntStream.range(0, 4)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> place(key, TWO)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.getFirst().header("Location"));
        assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(placed()).isEqualTo(1);
    }

    @Test
    void an_order_of_which_nobody_knows_is_asked_for_again_and_placed_once() {
        demo.service("orders").set(new Switches(true, 4000, 0));
        var key = newKey();
        place(key, TWO)
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:outcome-unknown"))
                .body("detail", containsString("same Idempotency-Key"));
        demo.service("orders").set(Switches.ORDINARY);

        place(key, THREE).then().statusCode(422);
        place(key, TWO).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        place(key, TWO).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(placed()).isEqualTo(1);
    }

    @Test
    void an_order_that_reached_nobody_leaves_its_key_free() {
        demo.service("orders").stop();
        var key = newKey();
        place(key, TWO).then().statusCode(502).contentType(PROBLEM).body("detail", not(containsString("127.0.0.1")));
        demo.service("orders").start();

        place(key, THREE).then().statusCode(201);
    }

    @Test
    void an_order_that_was_refused_may_be_mended_and_sent_with_the_same_key() {
        var key = newKey();
        place(key, order("p-9", 1))
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("detail", containsString("productId"));

        place(key, order("p-1002", 1)).then().statusCode(201);
    }

    @Test
    void a_service_that_fails_leaves_it_open_whether_the_order_was_placed() {
        demo.service("orders").set(new Switches(true, 0, 1));

        place(newKey(), TWO).then().statusCode(504).body("type", equalTo("urn:portico:problem:outcome-unknown"));
    }

    @Test
    void an_order_needs_a_key() {
        partner.asks()
                .contentType(ContentType.JSON)
                .body(TWO)
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("Idempotency-Key"));
        partner.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "a", "b")
                .body(TWO)
                .post("/v1/orders")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\u00e4", "a\tb"})
    void a_key_is_visible_ascii(String key) {
        var answer = RawHttp.send(
                app,
                "POST /v1/orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + partner.token()
                        + "\r\nIdempotency-Key: " + key + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + TWO.length() + "\r\n\r\n" + TWO);

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_key_is_of_255_characters_at_most() {
        place("k".repeat(255), TWO).then().statusCode(201);
        place("k".repeat(256), TWO).then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void both_versions_place_orders_and_a_key_is_about_one_of_them() {
        var key = newKey();
        var first = place(key, TWO);
        var second = sends(key, TWO).post("/v2/orders");

        second.then()
                .statusCode(201)
                .header("Location", startsWith("/v2/orders/o-"))
                .body("createdAt", not(nullValue()));
        assertThat(second.<String>path("id")).as("the service knows the key").isEqualTo(first.<String>path("id"));
        assertThat(placed()).isEqualTo(1);
    }
}
