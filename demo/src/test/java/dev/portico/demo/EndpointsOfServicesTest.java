package dev.portico.demo;

import static dev.portico.demo.Client.get;
import static dev.portico.demo.Client.items;
import static dev.portico.demo.Client.json;
import static dev.portico.demo.Client.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsOfServicesTest {

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
    void the_demo_customer_is_there_with_orders_and_open_payments() {
        assertThat(json(get(users("/users/u-1001"))).getJsonObject("name").getString("given"))
                .isEqualTo("Robin");
        assertThat(json(get(orders("/orders?user=u-1001"))).getInteger("total")).isGreaterThanOrEqualTo(5);
        assertThat(items(get(payments("/payments?user=u-1001&status=open")))).hasSize(2);
    }

    @Test
    void a_user_whom_the_front_door_names_sees_only_what_is_theirs() {
        assertThat(items(get(orders("/orders?limit=100"), "X-User-Id", "u-1001")))
                .isNotEmpty()
                .allMatch(order -> order.getString("userId").equals("u-1001"));
        assertThat(get(users("/users/u-1002"), "X-User-Id", "u-1001").statusCode())
                .isEqualTo(404);
        assertThat(get(users("/users/u-1002"), "X-User-Id", "u-0001", "X-User-Role", "admin,customer")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_partner_whom_the_front_door_names_sees_only_orders_that_came_through_it() {
        assertThat(items(get(orders("/orders?limit=100"), "X-Partner-Id", "partner-1")))
                .isNotEmpty()
                .allMatch(order -> order.getString("partnerId").equals("partner-1"));
        assertThat(get(orders("/orders/o-10006"), "X-Partner-Id", "partner-1").statusCode())
                .isEqualTo(200);
        assertThat(get(orders("/orders/o-10005"), "X-Partner-Id", "partner-1").statusCode())
                .isEqualTo(404);
        assertThat(get(orders("/orders/o-10004"), "X-Partner-Id", "partner-1").statusCode())
                .isEqualTo(404);
        assertThat(items(get(payments("/payments"), "X-Partner-Id", "partner-1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "users,/users/u-9",
        "orders,/orders/o-9",
        "products,/products/p-9",
        "payments,/payments/pay-9",
        "products,/products/p-9/recommendations",
        "issuer,/token/nobody",
        "users,/elsewhere"
    })
    void what_is_unknown_is_a_404_with_a_problem(String service, String path) {
        var answer = get(running.demo.url(service) + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getString("detail")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "offset=-1"})
    void a_page_that_cannot_be_is_a_400(String query) {
        assertThat(get(users("/users?" + query)).statusCode()).isEqualTo(400);
        assertThat(get(orders("/orders?" + query)).statusCode()).isEqualTo(400);
        assertThat(get(products("/products?" + query)).statusCode()).isEqualTo(400);
        assertThat(get(payments("/payments?" + query)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_list_is_paged_and_says_how_long_it_is() {
        var list = json(get(products("/products?offset=298&limit=5")));

        assertThat(list.getJsonArray("items")).hasSize(2);
        assertThat(list.getInteger("total")).isEqualTo(300);
        assertThat(list.getInteger("offset")).isEqualTo(298);
        assertThat(list.getInteger("limit")).isEqualTo(5);
    }

    @Test
    void the_newest_products_come_first_and_go_on_behind_the_last_one() {
        var first = items(get(products("/products/newest?limit=100")));
        var last = first.getLast();
        var second = items(get(products(
                "/products/newest?limit=100&after=" + last.getString("createdAt") + "," + last.getString("id"))));

        assertThat(Stream.concat(first.stream(), second.stream())
                        .map(product -> product.getString("createdAt"))
                        .toList())
                .hasSize(200)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(items(get(products("/products/newest?category=lamps&limit=3"))))
                .hasSize(3)
                .allMatch(product -> product.getString("category").equals("lamps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p-1001", "yesterday,p-1001", "2026-01-31,p-1001"})
    void a_place_that_cannot_be_is_a_400(String after) {
        assertThat(get(products("/products/newest?after=" + after)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void many_are_read_at_once_by_their_ids() {
        assertThat(items(get(products("/products?ids=p-1003,p-1001,p-9,p-1003"))))
                .extracting(product -> product.getString("id"))
                .containsExactly("p-1003", "p-1001");
        assertThat(items(get(users("/users?ids=u-1002,u-1001")))).hasSize(2);
    }

    @Test
    void products_are_found_by_category_and_by_name() {
        assertThat(items(get(products("/products?category=lamps"))))
                .isNotEmpty()
                .allMatch(product -> product.getString("category").equals("lamps"));
        assertThat(items(get(products("/products?q=FOLDING"))))
                .isNotEmpty()
                .allMatch(product -> product.getString("name").startsWith("Folding"));
    }

    @Test
    void products_are_found_by_price_and_availability_and_sorted() {
        var found = items(get(products("/products?minPrice=10090&maxPrice=20090&availability=in-stock&sort=-price")));

        assertThat(found).isNotEmpty().allMatch(product -> product.getString("availability")
                .equals("in-stock"));
        assertThat(found)
                .extracting(product -> product.getJsonObject("price").getLong("amount"))
                .allMatch(price -> price >= 10_090 && price <= 20_090)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(items(get(products("/products?sort=name"))))
                .extracting(product -> product.getString("name"))
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minPrice=x", "maxPrice=1.5", "sort=colour"})
    void products_that_cannot_be_selected_so_are_a_400(String query) {
        assertThat(get(products("/products?" + query)).statusCode()).isEqualTo(400);
    }

    @Test
    void payments_are_found_by_their_order() {
        assertThat(items(get(payments("/payments?order=o-10001"))))
                .singleElement()
                .satisfies(payment -> assertThat(payment.getString("orderId")).isEqualTo("o-10001"));
    }

    @Test
    void recommendations_are_whole_products_and_the_same_for_the_same_user() {
        var first = items(get(products("/recommendations?user=u-1001&limit=4")));

        assertThat(first).hasSize(4).allMatch(product -> product.containsKey("internal"));
        assertThat(items(get(products("/recommendations?user=u-1001&limit=4")))).isEqualTo(first);
        assertThat(get(products("/recommendations")).statusCode()).isEqualTo(400);
    }

    @Test
    void recommendations_of_a_product_are_others_of_its_category() {
        assertThat(items(get(products("/products/p-1001/recommendations"))))
                .isNotEmpty()
                .allMatch(other -> other.getString("category").equals("lamps"))
                .noneMatch(other -> other.getString("id").equals("p-1001"));
    }

    @Test
    void a_product_that_the_caller_has_already_is_a_304_without_a_body() {
        var first = get(products("/products/p-1002"));
        var etag = first.headers().firstValue("ETag").orElseThrow();
        var again = get(products("/products/p-1002"), "If-None-Match", "\"other\", W/" + etag);

        assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=30");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);
    }

    @Test
    void head_is_get_without_the_body() {
        var whole = get(products("/products/p-1003"));
        var head = send("HEAD", products("/products/p-1003"), "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(whole.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void a_method_that_a_path_does_not_take_is_a_405_that_says_which_it_takes() {
        var answer = send("DELETE", orders("/orders/o-10001"), "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void orders_come_newest_first() {
        assertThat(items(get(orders("/orders?user=u-1001&limit=5"))))
                .hasSize(5)
                .extracting(order -> order.getString("placedAt"))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void every_service_tells_that_it_is_up() {
        for (var service : running.demo.services()) {
            assertThat(json(get(service.url() + "/health")).getString("service"))
                    .isEqualTo(service.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/users/echo", "/echo/a%2Fb"})
    void echo_tells_what_the_upstream_received(String path) {
        var echo = json(send("PUT", users(path + "?a=1&a=2"), "hello", "X-One", "first", "X-One", "second"));

        assertThat(echo.getString("method")).isEqualTo("PUT");
        assertThat(echo.getString("path")).isEqualTo(path);
        assertThat(echo.getString("query")).isEqualTo("a=1&a=2");
        assertThat(echo.getJsonArray("headers").stream().map(Objects::toString))
                .containsSubsequence("[\"X-One\",\"first\"]", "[\"X-One\",\"second\"]");
        assertThat(echo.getLong("bodyLength")).isEqualTo(5);
        assertThat(echo.getString("bodySha256"))
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    void the_export_streams_all_products_as_one_array_without_a_length() {
        var answer = get(products("/products/export"));

        assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(answer.body().length()).isBetween(1_500_000, 2_000_000);
        assertThat(new JsonArray(answer.body())).hasSize(300);
    }

    @Test
    void the_export_has_a_product_a_line_where_that_is_asked_for() {
        var answer = get(products("/products/export"), "Accept", "application/x-ndjson");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.body()).endsWith("}\n");
        assertThat(answer.body().lines()).hasSize(300).allMatch(line -> new JsonObject(line).containsKey("price"));
    }

    @Test
    void price_events_tell_a_price_that_the_product_has_from_then_on() throws IOException {
        var connection = URI.create(products("/products/events")).toURL().openConnection();
        connection.setReadTimeout(5000);
        try (var lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            var event = lines.lines()
                    .dropWhile(line -> !line.startsWith("id:"))
                    .limit(3)
                    .toList();
            var data = new JsonObject(event.get(2).substring("data: ".length()));

            assertThat(event.subList(0, 2)).isEqualTo(List.of("id: 1", "event: price"));
            assertThat(json(get(products("/products/" + data.getString("productId"))))
                            .getJsonObject("price"))
                    .isEqualTo(data.getJsonObject("price"));
        }
    }
}
