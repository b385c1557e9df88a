package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordering through bff-web, with the services behind it whole, slow and gone. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class CheckoutTest {

    private static final String PROBLEM = "application/problem+json";
    private static final AtomicInteger CUSTOMERS = new AtomicInteger(3000);

    @Demo.Services
    DemoServices demo;

    /** Each test is somebody else, who has ordered nothing yet. */
    private final String customer = "u-" + CUSTOMERS.incrementAndGet();

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private RequestSpecification customer() {
        return Customer.named(demo, customer).contentType("application/json");
    }

    private Response checkOut(String key, String basket) {
        return customer().header("Idempotency-Key", key).body(basket).post("/api/checkout");
    }

    private String product(String availability) {
        return given().get(demo.url("products") + "/products?limit=1&availability=" + availability)
                .path("items[0].id");
    }

    private int priceOf(String product) {
        return given().get(demo.url("products") + "/products/" + product).path("price.amount");
    }

    private String basket(String product, int quantity) {
        return basket(product, quantity, priceOf(product));
    }

    private static String basket(String product, int quantity, int price) {
        return """
                {"items":[{"productId":"%s","quantity":%d,"unitPrice":{"amount":%d,"currency":"EUR"}}]}"""
                .formatted(product, quantity, price);
    }

    private int ordersPlaced() {
        return given().get(demo.url("orders") + "/orders?user=" + customer).path("total");
    }

    @Test
    void what_lies_in_the_basket_is_ordered_for_the_caller() {
        var product = product("in-stock");
        var placed = checkOut("first", basket(product, 2));

        placed.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("status", equalTo("placed"))
                .body("pieces", equalTo(2));
        assertThat(placed.<Integer>path("total.amount")).isGreaterThanOrEqualTo(2 * priceOf(product));
        assertThat(ordersPlaced()).isEqualTo(1);
        customer()
                .get(placed.header("Location"))
                .then()
                .statusCode(200)
                .body("id", equalTo(placed.path("id")))
                .body("lines[0].productId", equalTo(product));
    }

    @Test
    void sent_again_with_its_key_it_is_ordered_once() {
        var basket = basket(product("in-stock"), 1);
        var first = checkOut("again", basket);
        var again = checkOut("again", basket);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(ordersPlaced()).isEqualTo(1);
    }

    @Test
    void who_never_learned_of_an_order_does_even_where_its_price_has_changed_since() {
        var product = product("in-stock");
        var first = checkOut("changed", basket(product, 1));
        var again = checkOut("changed", basket(product, 1, priceOf(product) + 100));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(ordersPlaced()).isEqualTo(1);
        checkOut("changed", basket(product, 2, 1)).then().statusCode(409);
    }

    @Test
    void the_same_key_of_somebody_else_is_another_key() {
        var basket = basket(product("in-stock"), 1);
        var mine = checkOut("shared", basket);
        var theirs = Customer.named(demo, customer + "1")
                .contentType("application/json")
                .header("Idempotency-Key", "shared")
                .body(basket)
                .post("/api/checkout");

        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(theirs.<String>path("id")).isNotEqualTo(mine.path("id"));
    }

    @Test
    void a_key_of_another_order_is_a_conflict() {
        var product = product("in-stock");
        checkOut("used", basket(product, 1)).then().statusCode(201);

        checkOut("used", basket(product, 2))
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:conflict"));
        assertThat(ordersPlaced()).isEqualTo(1);
    }

    @Test
    void what_is_not_to_be_had_is_not_ordered() {
        var sold = product("out-of-stock");

        checkOut("sold", basket(sold, 1))
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("Not to be had: " + sold));
        checkOut("unknown", basket("p-999999", 1, 100)).then().statusCode(409).contentType(PROBLEM);
        assertThat(ordersPlaced()).isZero();
    }

    @Test
    void what_costs_something_else_by_now_is_not_ordered() {
        var product = product("in-stock");
        var price = priceOf(product);

        checkOut("cheap", basket(product, 1, price - 1))
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString(product + " (now " + price + " EUR)"));
        assertThat(ordersPlaced()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\u00e9", "tab\tbetween"})
    void a_key_that_is_not_visible_ascii_is_refused(String key) {
        checkOut(key, basket("p-1001", 1, 100)).then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void exactly_one_key_of_up_to_255_characters_is_needed() {
        var basket = basket("p-999999", 1, 100);

        customer().body(basket).post("/api/checkout").then().statusCode(400).contentType(PROBLEM);
        customer()
                .header("Idempotency-Key", "one", "two")
                .body(basket)
                .post("/api/checkout")
                .then()
                .statusCode(400);
        checkOut("k".repeat(256), basket).then().statusCode(400);
        checkOut("k".repeat(255), basket).then().statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"items\":[]}",
                "{\"items\":[null]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"productId\":\"p-1\",\"quantity\":1}]}"
            })
    void what_is_no_basket_is_refused(String body) {
        checkOut("bad", body)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("1 to 20 items"))
                .body("detail", not(containsString("Basket")));
    }

    @Test
    void a_body_that_is_no_json_or_too_large_is_refused() {
        Customer.named(demo, customer)
                .contentType("text/plain")
                .header("Idempotency-Key", "text")
                .body("an order")
                .post("/api/checkout")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        checkOut("large", " ".repeat(17_000)).then().statusCode(413).contentType(PROBLEM);
    }

    @Test
    void nobody_orders_without_a_token_or_the_role() {
        var basket = basket("p-1001", 1, 100);

        given().contentType("application/json")
                .header("Idempotency-Key", "nobody")
                .body(basket)
                .post("/api/checkout")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        Customer.withRoles(demo, customer, List.of("clerk"))
                .contentType("application/json")
                .header("Idempotency-Key", "clerk")
                .body(basket)
                .post("/api/checkout")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void without_prices_nothing_is_ordered() {
        var basket = basket(product("in-stock"), 1);
        demo.service("products").stop();
        checkOut("gone", basket).then().statusCode(502).contentType(PROBLEM);

        demo.service("products").set(new Switches(true, 3000, 0));
        checkOut("slow", basket)
                .then()
                .statusCode(504)
                .body("type", equalTo("urn:portico:problem:gateway-timeout"))
                .time(lessThan(2500L));
        assertThat(ordersPlaced()).isZero();
    }

    @Test
    void an_order_that_was_never_sent_is_a_502() {
        var basket = basket(product("in-stock"), 1);
        demo.service("orders").stop();

        checkOut("unsent", basket)
                .then()
                .statusCode(502)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:bad-gateway"));
    }

    @Test
    void an_order_that_nobody_answered_for_in_time_may_be_sent_again_and_is_placed_once() {
        var basket = basket(product("in-stock"), 1);
        demo.service("orders").set(new Switches(true, 5000, 0));
        checkOut("late", basket)
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:outcome-unknown"))
                .time(lessThan(4500L));

        demo.service("orders").set(Switches.ORDINARY);
        checkOut("late", basket).then().statusCode(201);
        assertThat(ordersPlaced()).isEqualTo(1);
    }

    @Test
    void an_order_that_was_answered_with_a_failure_is_of_unknown_outcome() {
        var basket = basket(product("in-stock"), 1);
        demo.service("orders").set(new Switches(true, 0, 1));

        checkOut("failed", basket).then().statusCode(504).body("type", equalTo("urn:portico:problem:outcome-unknown"));
    }
}
