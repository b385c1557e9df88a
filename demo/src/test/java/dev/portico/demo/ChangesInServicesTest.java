package dev.portico.demo;

import static dev.portico.demo.Client.get;
import static dev.portico.demo.Client.items;
import static dev.portico.demo.Client.json;
import static dev.portico.demo.Client.send;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be changed in the services, and what they refuse to change. */
class ChangesInServicesTest {

    @RegisterExtension
    static final Running running = new Running();

    private static String users(String path) {
        return running.demo.url("users") + path;
    }

    private static String orders(String path) {
        return running.demo.url("orders") + path;
    }

    private static String products(String path) {
        return running.demo.url("products") + path;
    }

    private static String payments(String path) {
        return running.demo.url("payments") + path;
    }

    @Test
    void a_product_that_is_added_is_the_newest() {
        var added = send(
                "POST",
                products("/products"),
                """
                {"name":"Plain cork lamp 10","category":"lamps","price":{"amount":990,"currency":"EUR"},"id":"p-1001"}""");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(json(added).getString("id")).isNotEqualTo("p-1001");
        assertThat(items(get(products("/products/newest?limit=1")))).containsExactly(json(added));
        assertThat(send("POST", products("/products"), "{\"name\":\"Lamp\"}").statusCode())
                .isEqualTo(422);
        assertThat(send("POST", products("/products"), "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void an_order_is_placed_at_the_catalogue_s_price_and_cancelled_once() {
        var placed = send(
                "POST",
                orders("/orders"),
                """
                {"userId":"u-1002","lines":[{"productId":"p-1001","quantity":2}]}""");
        var location = placed.headers().firstValue("Location").orElseThrow();

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(json(get(orders(location))).getString("status")).isEqualTo("placed");
        assertThat(send("POST", orders(location + "/cancel"), "").statusCode()).isEqualTo(200);
        assertThat(send("POST", orders(location + "/cancel"), "").statusCode()).isEqualTo(409);
    }

    @Test
    void an_order_that_is_sent_again_with_its_key_is_placed_once() {
        var body = """
                {"userId":"u-1002","lines":[{"productId":"p-1001","quantity":2}]}""";
        var first = send("POST", orders("/orders"), body, "Idempotency-Key", "once", "X-User-Id", "u-1002");
        var again = send("POST", orders("/orders"), body, "Idempotency-Key", "once", "X-User-Id", "u-1002");
        var other = send(
                "POST", orders("/orders"), body.replace("2}", "3}"), "Idempotency-Key", "once", "X-User-Id", "u-1002");
        var somebodyElse = send(
                "POST",
                orders("/orders"),
                body.replace("u-1002", "u-1003"),
                "Idempotency-Key",
                "once",
                "X-User-Id",
                "u-1003");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(somebodyElse.statusCode()).isEqualTo(201);
        assertThat(items(get(orders("/orders?user=u-1002&idempotencyKey=once"))))
                .singleElement()
                .isEqualTo(json(first));
    }

    @Test
    void an_order_that_names_its_prices_is_placed_at_those_or_not_at_all() {
        var price = json(get(products("/products/p-1001"))).getJsonObject("price");
        var body = "{\"userId\":\"u-1002\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1,\"unitPrice\":%s}]}";
        var cheaper = price.copy().put("amount", price.getLong("amount") - 1);

        assertThat(send("POST", orders("/orders"), body.formatted(price.encode()))
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("POST", orders("/orders"), body.formatted(cheaper.encode()))
                        .statusCode())
                .isEqualTo(422);
        assertThat(send("POST", orders("/orders"), body.formatted("null")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void an_order_through_a_partner_is_the_partner_s() {
        var body = """
                {"lines":[{"productId":"p-1001","quantity":2}]}""";
        var placed = send("POST", orders("/orders"), body, "X-Partner-Id", "partner-9");
        var location = orders(placed.headers().firstValue("Location").orElseThrow());

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(get(location, "X-Partner-Id", "partner-9").statusCode()).isEqualTo(200);
        assertThat(get(location, "X-Partner-Id", "partner-1").statusCode()).isEqualTo(404);
    }

    @Test
    void an_order_that_was_refused_may_be_mended_and_sent_with_the_same_key() {
        var refused = "{\"userId\":\"u-1002\",\"lines\":[]}";
        var mended = "{\"userId\":\"u-1002\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}";

        assertThat(send("POST", orders("/orders"), refused, "Idempotency-Key", "mended")
                        .statusCode())
                .isEqualTo(422);
        assertThat(send("POST", orders("/orders"), mended, "Idempotency-Key", "mended")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400;no json",
                "400;[1]",
                "422;{}",
                "422;{\"userId\":\"u-1002\",\"lines\":[]}",
                "422;{\"userId\":\"u-1002\",\"lines\":[{\"productId\":\"p-9\",\"quantity\":1}]}",
                "422;{\"userId\":\"u-1002\",\"lines\":[{\"productId\":\"p-1001\",\"quantity\":0}]}",
                "422;{\"userId\":\"u-1002\",\"lines\":[7]}"
            })
    void an_order_that_cannot_be_is_refused(int status, String body) {
        assertThat(send("POST", orders("/orders"), body).statusCode()).isEqualTo(status);
    }

    @Test
    void a_payment_is_opened_and_captured_once() {
        var opened = send(
                "POST",
                payments("/payments"),
                """
                {"orderId":"o-10001","userId":"u-1003","amount":{"amount":1990}}""");
        var location = opened.headers().firstValue("Location").orElseThrow();

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(json(send("POST", payments(location + "/capture"), "")).getString("status"))
                .isEqualTo("paid");
        assertThat(send("POST", payments(location + "/capture"), "").statusCode())
                .isEqualTo(409);
        assertThat(send("POST", payments("/payments"), "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void a_user_is_created_replaced_and_patched_and_keeps_its_id() {
        var created = send(
                "POST",
                users("/users"),
                """
                {"id":"u-1","name":{"given":"Jo","family":"Sample"},"locale":"en"}""");
        var location = created.headers().firstValue("Location").orElseThrow();

        var patched =
                json(send("PATCH", users(location), """
                {"name":{"given":"Kim"},"locale":null}"""));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(patched.getString("id")).isEqualTo(location.substring("/users/".length()));
        assertThat(patched.getJsonObject("name").getMap())
                .containsEntry("given", "Kim")
                .containsEntry("family", "Sample");
        assertThat(patched.containsKey("locale")).isFalse();

        var replaced = json(send("PUT", users(location), "{\"locale\":\"de\"}"));
        assertThat(replaced.fieldNames()).containsExactly("id", "locale");
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_a_413() {
        assertThat(send("POST", users("/users"), "x".repeat((1 << 20) + 1)).statusCode())
                .isEqualTo(413);
    }
}
