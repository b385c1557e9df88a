package dev.portico.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of bff-partner, page by page. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class CatalogTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String CATALOG = "/v1/catalog/products";

    @Demo.Services
    DemoServices demo;

    private RequestSpecification as(String caller) {
        return given().header("Authorization", "Bearer " + demo.issuer().token(caller));
    }

    @Test
    void the_catalogue_comes_in_pages_of_twenty() {
        as("partner")
                .get(CATALOG)
                .then()
                .statusCode(200)
                .body("items", hasSize(20))
                .body("items[0].id", equalTo("p-1001"))
                .body("total", equalTo(300))
                .body("offset", equalTo(0))
                .body("limit", equalTo(20));
    }

    @ParameterizedTest
    @CsvSource({
        "offset=40, 20, 40, 20",
        "limit=100, 100, 0, 100",
        "offset=299&limit=1, 1, 299, 1",
        "offset=300, 0, 300, 20",
        "offset=2147483647&limit=100, 0, 2147483647, 100"
    })
    void a_page_is_where_the_query_says(String query, int items, int offset, int limit) {
        as("partner")
                .get(CATALOG + "?" + query)
                .then()
                .statusCode(200)
                .body("items", hasSize(items))
                .body("total", equalTo(300))
                .body("offset", equalTo(offset))
                .body("limit", equalTo(limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=ten",
                "limit=1.5",
                "limit=%2B1",
                "offset=-0",
                "limit=99999999999",
                "offset=-1",
                "offset=x",
                "offset=2147483648",
                "limit=10%26ids=p-1001"
            })
    void a_page_that_cannot_be_is_refused_with_what_can(String query) {
        as("partner")
                .urlEncodingEnabled(false)
                .get(CATALOG + "?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:bad-request"))
                .body("status", equalTo(400))
                .body("detail", containsString("1 to 100"))
                .body("requestId", not(nullValue()))
                .header("RateLimit-Policy", containsString("\"catalog\""));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/catalog/products?limit=1&limit=2, limit",
        "/v1/catalog/products?offset=1&o%66fset=2, offset",
        "/v2/catalog/products?limit=1&limit=1, limit",
        "/v2/catalog/products?cursor=1&cursor=2, cursor"
    })
    void of_two_values_none_counts(String target, String twice) {
        as("partner")
                .urlEncodingEnabled(false)
                .get(target)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", equalTo("Send " + twice + " once."));
    }

    @Test
    void what_else_a_query_says_reaches_no_service() {
        as("partner").get(CATALOG + "?ids=p-1002").then().statusCode(200).body("total", equalTo(300));
    }

    @Test
    void a_page_of_the_catalogue_is_what_the_contract_says() {
        var page = as("partner").get(CATALOG + "?limit=100").asByteArray();

        assertThat(JsonFields.of(page)).isEqualTo(Contract.CATALOG);
        assertThat(Contract.lacking(page, Contract.CATALOG)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset=&limit=1", "limit=", "limit", "limit=1&limit=1", "offset=1&limit=2&offset=1"})
    void what_is_empty_or_comes_twice_is_refused(String query) {
        as("partner")
                .urlEncodingEnabled(false)
                .get(CATALOG + "?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }
}
