package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.testing.RawHttp;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of bff-mobile, page by page. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class CatalogTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @TestHTTPResource
    URI app;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private static Response page(String query) {
        return given().urlEncodingEnabled(false).get("/api/catalog?" + query);
    }

    private static List<String> ids(Response page) {
        return page.jsonPath().getList("items.id", String.class);
    }

    /** The ids of all pages from this one on. */
    private static List<String> rest(Response first, String query) {
        var ids = new ArrayList<>(ids(first));
        String next = first.path("next");
        while (next != null) {
            var page = page(query + "&cursor=" + next);
            ids.addAll(ids(page));
            next = page.path("next");
        }
        return ids;
    }

    private void add(String category) {
        given().contentType("application/json")
                .body("{\"name\":\"Quiet steel lamp 11\",\"category\":\"" + category
                        + "\",\"price\":{\"amount\":990,\"currency\":\"EUR\"},"
                        + "\"images\":[{\"url\":\"https://images.example.test/160.webp\",\"width\":160}]}")
                .post(demo.url("products") + "/products")
                .then()
                .statusCode(201);
    }

    @Test
    void the_first_page_has_cards_and_says_where_the_next_one_begins() {
        var page = given().get("/api/catalog");

        page.then()
                .statusCode(200)
                .header("Cache-Control", "max-age=30")
                .body("items", hasSize(20))
                .body("next", not(equalTo(null)));
        assertThat(page.asByteArray()).hasSizeLessThan(6000);
        assertThat(JsonFields.of(page.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".items array",
                        ".items[] object",
                        ".items[].id string",
                        ".items[].name string",
                        ".items[].price object",
                        ".items[].price.amount number",
                        ".items[].price.currency string",
                        ".items[].picture string",
                        ".items[].availability string",
                        ".items[].rating object",
                        ".items[].rating.stars number",
                        ".items[].rating.count number",
                        ".next string");
    }

    @Test
    void the_pages_together_hold_each_product_once_and_the_last_one_has_no_next() {
        var ids = rest(page("limit=50"), "limit=50");

        assertThat(ids).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
    }

    @Test
    void what_is_added_while_somebody_turns_the_pages_shifts_none_of_them() {
        var query = "category=chairs&limit=7";
        var undisturbed = rest(page(query), query);
        var first = page(query);

        add("chairs");

        assertThat(rest(first, query)).isEqualTo(undisturbed);
        assertThat(rest(page(query), query))
                .hasSize(undisturbed.size() + 1)
                .endsWith(undisturbed.toArray(String[]::new));
    }

    @Test
    void a_category_that_nobody_has_is_an_empty_page() {
        page("category=submarines")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("$", not(hasKey("next")));
    }

    @Test
    void a_cursor_that_was_changed_anywhere_is_refused() {
        String cursor = page("limit=1").path("next");

        for (var at : List.of(0, 10, 25, cursor.length() - 2)) {
            var other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            var changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
            page("cursor=" + changed)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("detail", containsString("leave it out"));
        }
    }

    @Test
    void a_cursor_of_one_category_leads_into_no_other() {
        String cursor = page("category=chairs&limit=1").path("next");

        page("category=tables&cursor=" + cursor).then().statusCode(400);
        page("cursor=" + cursor).then().statusCode(400);
        page("category=chairs&cursor=" + cursor).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=51",
                "limit=many",
                "limit=%2B5",
                "limit=%D9%A5",
                "width=%2B5",
                "width=%D9%A5",
                "dpr=%2B2",
                "dpr=%D9%A2",
                "limit=99999999999",
                "category=Chairs",
                "category=%00",
                "cursor=p-1001",
                "cursor=%C3%A9",
                "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "width=0",
                "width=4097",
                "width=1.5",
                "dpr=0.5",
                "dpr=4.1",
                "dpr=NaN",
                "dpr=%D9%A2",
                "width=%D9%A2",
                "limit=%D9%A2",
                "dpr=1e999999999",
                "limit=1&limit=2",
                "category=chairs&category=chairs",
                "cursor=&cursor=",
                "width=160&w%69dth=320",
                "dpr=1&dpr=2",
                "dpr=x"
            })
    void what_cannot_be_asked_for_is_a_400_that_says_what_can(String query) {
        page(query).then().statusCode(400).contentType(PROBLEM).body("detail", endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=", "category=", "cursor=", "width=", "dpr=", "limit", "limit=1&limit=1", "dpr=2&dpr=3"})
    void what_is_empty_or_comes_twice_is_refused(String query) {
        assertThat(RawHttp.get(app, "/api/catalog?" + query)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/catalog/p-1001", "/api/products/p-1001/card"})
    void which_picture_is_wanted_is_said_once(String screen) {
        assertThat(RawHttp.get(app, screen + "?width=1")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(app, screen + "?width=1&width=2")).startsWith("HTTP/1.1 400");
        assertThat(RawHttp.get(app, screen + "?dpr=")).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_cursor_that_is_longer_than_any_is_refused() {
        page("cursor=" + "A".repeat(4000)).then().statusCode(400).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/catalog", "/api/catalog/p-1001"})
    void without_its_service_there_is_no_catalogue(String path) {
        demo.service("products").stop();

        given().get(path).then().statusCode(502).contentType(PROBLEM).body("detail", not(containsString("127.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/catalog", "/api/catalog/p-1001"})
    void a_service_that_is_too_slow_ends_in_504(String path) {
        demo.service("products").set(new Switches(true, 5000, 0));
        var started = Instant.now();

        given().get(path).then().statusCode(504).contentType(PROBLEM);

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofMillis(2500));
    }
}
