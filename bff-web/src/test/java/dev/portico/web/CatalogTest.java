package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.RawHttp;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Comparator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of bff-web, with the products service whole, slow and gone. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class CatalogTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String CATALOG = "/api/catalog";

    @Demo.Services
    DemoServices demo;

    @TestHTTPResource
    URI app;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    @Test
    void anyone_reads_the_catalogue_page_by_page() {
        given().get(CATALOG)
                .then()
                .statusCode(200)
                .body("items", hasSize(20))
                .body("items[0].id", equalTo("p-1001"))
                .body("items[0].picture", containsString("/320."))
                .body("page", equalTo(1))
                .body("size", equalTo(20))
                .body("totalItems", equalTo(300))
                .body("totalPages", equalTo(15));
        Customer.named(demo, "u-1002").get(CATALOG).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "page=2, 20, p-1021, 15",
        "page=3&size=100, 100, p-1201, 3",
        "page=43&size=7, 6, p-1295, 43",
        "size=1&page=300, 1, p-1300, 300"
    })
    void a_page_is_where_the_query_says(String query, int items, String first, int totalPages) {
        given().get(CATALOG + "?" + query)
                .then()
                .statusCode(200)
                .body("items", hasSize(items))
                .body("items[0].id", equalTo(first))
                .body("totalItems", equalTo(300))
                .body("totalPages", equalTo(totalPages));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=16",
                "page=10000&size=100",
                "category=ships",
                "q=%F0%9F%A6%95",
                "minPrice=500&maxPrice=400",
                "q=%26ids=p-1001",
                "category=.",
                "q=..&category=.."
            })
    void what_is_not_there_is_an_empty_page(String query) {
        given().urlEncodingEnabled(false)
                .get(CATALOG + "?" + query)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void it_is_filtered_and_sorted() {
        var found = given().get(CATALOG
                        + "?q=FOLDING&category=lamps&minPrice=1000&maxPrice=40000&inStock=true&sort=-price&size=100")
                .then()
                .statusCode(200)
                .body("items.category", everyItem(equalTo("lamps")))
                .body("items.name", everyItem(containsString("Folding")))
                .body("items.inStock", everyItem(equalTo(true)))
                .body("items.price.amount", everyItem(greaterThanOrEqualTo(1000)))
                .extract()
                .jsonPath();

        assertThat(found.getList("items.price.amount", Integer.class))
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.getInt("totalItems")).isLessThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=10001",
                "page=-1",
                "page=x",
                "page=",
                "page=1.5",
                "page=+1",
                "page=99999999999999999999",
                "page=%D9%A1",
                "page=1&page=2",
                "size=0",
                "size=101",
                "minPrice=-1",
                "minPrice=1e3",
                "maxPrice=100000001",
                "inStock=yes",
                "inStock=TRUE",
                "sort=colour",
                "sort=",
                "q=",
                "category="
            })
    void what_breaks_the_rule_of_a_parameter_is_refused(String query) {
        given().urlEncodingEnabled(false)
                .get(CATALOG + "?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:bad-request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%zz", "%=1"})
    void a_query_that_is_not_percent_encoded_is_refused(String query) {
        assertThat(RawHttp.get(app, CATALOG + "?" + query)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void what_is_too_long_is_refused_and_what_is_as_long_as_it_may_be_is_not() {
        given().get(CATALOG + "?q=" + "x".repeat(101)).then().statusCode(400);
        given().get(CATALOG + "?category=" + "x".repeat(65)).then().statusCode(400);
        given().get(CATALOG + "?q=" + "x".repeat(100)).then().statusCode(200);
    }

    @Test
    void who_has_a_page_already_is_told_so() {
        var first = given().get(CATALOG);
        var again = given().header("If-None-Match", first.header("ETag")).get(CATALOG);

        assertThat(first.header("Cache-Control")).isEqualTo("max-age=30");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.asByteArray()).isEmpty();
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get(CATALOG + "?page=2")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_a_known_caller_gets_is_kept_by_nobody_else() {
        Customer.named(demo, "u-1002")
                .get(CATALOG + "/p-1001")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("private, max-age=30"));
    }

    @Test
    void nothing_internal_leaves_with_the_catalogue() {
        assertThat(given().get(CATALOG).asString()
                        + given().get(CATALOG + "/p-1001").asString())
                .doesNotContain("internal", "supplier", "costPrice", "warehouse", "onHand", "audit", "seo");
    }

    @Test
    void a_product_page_shows_others_like_it() {
        given().get(CATALOG + "/p-1001")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("max-age=30"))
                .body("id", equalTo("p-1001"))
                .body("images.width", everyItem(greaterThanOrEqualTo(160)))
                .body("rating.average", not(equalTo(null)))
                .body("recommended", hasSize(4))
                .body("recommended.category", everyItem(equalTo("lamps")))
                .body("recommended.id", everyItem(not(equalTo("p-1001"))))
                .body("missing", hasSize(0))
                .body("stale", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-9999", "p-", "events", "export", "p-1001x", "P-1001", "p-1234567890123", "%20"})
    void what_is_no_product_is_not_there(String id) {
        given().urlEncodingEnabled(false)
                .get(CATALOG + "/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void without_products_there_is_no_catalogue() {
        demo.service("products").stop();

        given().get(CATALOG).then().statusCode(502).contentType(PROBLEM);
        given().get(CATALOG + "/p-1002").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void products_that_are_too_slow_end_in_504_in_time() {
        demo.service("products").set(new Switches(true, 4000, 0));
        var begun = System.nanoTime();

        given().get(CATALOG).then().statusCode(504).contentType(PROBLEM).time(lessThan(3000L));
        given().get(CATALOG + "/p-1002").then().statusCode(504).contentType(PROBLEM);
        assertThat(System.nanoTime() - begun).isLessThan(6_000_000_000L);
    }
}
