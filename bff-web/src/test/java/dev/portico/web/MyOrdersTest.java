package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
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
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer's own orders in bff-web, with the services behind it whole, slow and gone. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class MyOrdersTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String ORDERS = "/api/account/orders";

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private RequestSpecification customer() {
        return Customer.named(demo, "u-1004");
    }

    /** The newest order of somebody. */
    private String orderOf(String user) {
        return given().get(demo.url("orders") + "/orders?limit=1&user=" + user).path("items[0].id");
    }

    @Test
    void customers_see_their_own_orders_page_by_page() {
        var all = customer().get(ORDERS + "?size=100");
        int total = all.path("totalItems");

        all.then().statusCode(200).header("Cache-Control", equalTo("private, no-cache"));
        assertThat(all.jsonPath().getList("items")).hasSize(total).hasSizeGreaterThan(2);
        customer()
                .get(ORDERS + "?size=2&page=2")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(all.path("items[2].id")))
                .body("items[0].total.amount", greaterThan(0))
                .body("items[0].pieces", greaterThan(0))
                .body("page", equalTo(2))
                .body("size", equalTo(2))
                .body("totalItems", equalTo(total))
                .body("totalPages", equalTo((total + 1) / 2));
    }

    @Test
    void who_has_never_ordered_has_an_empty_page() {
        Customer.named(demo, "u-9998")
                .get(ORDERS)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("totalItems", equalTo(0))
                .body("totalPages", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "size=101", "size=x", "page=1&page=1"})
    void a_page_that_cannot_be_is_refused(String query) {
        customer().get(ORDERS + "?" + query).then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void staff_who_may_see_all_orders_see_their_own_here() {
        var staff = List.of("admin", "customer");

        Customer.withRoles(demo, "u-0001", staff)
                .get(ORDERS + "/" + orderOf("u-1004"))
                .then()
                .statusCode(404);
        Customer.withRoles(demo, "u-0001", staff)
                .get(ORDERS)
                .then()
                .statusCode(200)
                .body("totalItems", lessThan(20));
    }

    @Test
    void an_order_is_shown_with_pictures_and_its_payment() {
        customer()
                .get(ORDERS + "/" + orderOf("u-1004"))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("private, no-cache"))
                .body("lines.name", everyItem(not(nullValue())))
                .body("lines.picture", everyItem(containsString("/320.")))
                .body("lines[0].total.amount", greaterThan(0))
                .body("total.amount", greaterThan(0))
                .body("payment.status", not(nullValue()))
                .body("missing", hasSize(0));
    }

    @Test
    void nothing_internal_leaves_with_orders() {
        var order = orderOf("u-1004");

        assertThat(customer().get(ORDERS).asString()
                        + customer().get(ORDERS + "/" + order).asString())
                .doesNotContain("internal", "fraud", "audit", "fingerprint", "clientAddress", "provider", "last4")
                .doesNotContain("pickListId", "warehouse", "userId", "partnerId");
    }

    @Test
    void somebody_else_s_order_is_not_there() {
        customer().get(ORDERS + "/" + orderOf("u-1005")).then().statusCode(404).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-99999", "o-", "echo", "p-1001", "o-1234567890123"})
    void what_is_no_order_is_not_there(String id) {
        customer().get(ORDERS + "/" + id).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void nobody_sees_an_order_without_a_token_or_the_role() {
        var order = ORDERS + "/" + orderOf("u-1004");

        given().get(order).then().statusCode(401).contentType(PROBLEM);
        for (var path : List.of(order, ORDERS)) {
            Customer.withRoles(demo, "u-1004", List.of("clerk"))
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM);
        }
    }

    @Test
    void an_order_is_shown_without_pictures_while_products_are_gone() {
        var order = orderOf("u-1004");
        demo.service("products").stop();

        customer()
                .get(ORDERS + "/" + order)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("lines.picture", everyItem(nullValue()))
                .body("payment.status", not(nullValue()))
                .body("missing", equalTo(List.of("lines.products")));
    }

    @Test
    void an_order_is_shown_without_its_payment_while_payments_are_gone() {
        var order = orderOf("u-1004");
        demo.service("payments").stop();

        customer()
                .get(ORDERS + "/" + order)
                .then()
                .statusCode(200)
                .body("payment", nullValue())
                .body("lines.picture", everyItem(containsString("/320.")))
                .body("missing", equalTo(List.of("payment")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "products"})
    void a_slow_optional_service_is_waited_for_as_long_as_its_part_may_take(String service) {
        var order = orderOf("u-1004");
        demo.service(service).set(new Switches(true, 2000, 0));

        customer()
                .get(ORDERS + "/" + order)
                .then()
                .statusCode(200)
                .body("missing", hasSize(1))
                .time(lessThan(1900L));
    }

    @Test
    void without_orders_there_is_nothing_to_show() {
        var order = orderOf("u-1004");
        demo.service("orders").stop();

        customer().get(ORDERS).then().statusCode(502).contentType(PROBLEM);
        customer().get(ORDERS + "/" + order).then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void orders_that_are_too_slow_end_in_504_in_time() {
        var order = orderOf("u-1004");
        demo.service("orders").set(new Switches(true, 4000, 0));

        customer().get(ORDERS).then().statusCode(504).contentType(PROBLEM).time(lessThan(3000L));
        customer()
                .get(ORDERS + "/" + order)
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .time(lessThan(3000L));
    }
}
