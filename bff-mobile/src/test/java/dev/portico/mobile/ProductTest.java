package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A product of bff-mobile with others like it, and the pictures of products. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ProductTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private static Response page(String query) {
        return given().urlEncodingEnabled(false).get("/api/catalog?" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "width=100&dpr=1, 160",
        "width=160, 320",
        "width=161&dpr=2, 480",
        "width=120&dpr=2.625, 320",
        "dpr=2, 320"
    })
    void a_picture_is_the_narrowest_that_is_sharp(String query, int pixels) {
        page("category=tables&" + query).then().body("items.picture", everyItem(endsWith("/" + pixels + ".webp")));
        given().get("/api/products/p-1001/card?" + query).then().body("picture", endsWith("/" + pixels + ".webp"));
    }

    @Test
    void where_no_picture_is_wide_enough_the_widest_is_shown() {
        var widest = given().get(demo.url("products") + "/products/p-1001")
                .jsonPath()
                .getInt("images.width.max()");

        given().get("/api/catalog/p-1001?width=4096&dpr=4").then().body("picture.width", equalTo(widest));
    }

    @Test
    void a_product_holds_this_and_nothing_else() {
        var product = given().get("/api/catalog/p-1001");

        product.then()
                .statusCode(200)
                .header("Cache-Control", "max-age=30")
                .body("id", equalTo("p-1001"))
                .body("picture.width", equalTo(960))
                .body("similar", hasSize(4))
                .body("similar.picture", everyItem(endsWith("/480.webp")))
                .body("missing", hasSize(0))
                .body("stale", hasSize(0));
        assertThat(product.asByteArray()).hasSizeLessThan(4096);
        assertThat(JsonFields.of(product.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".id string",
                        ".name string",
                        ".brand string",
                        ".category string",
                        ".price object",
                        ".price.amount number",
                        ".price.currency string",
                        ".summary string",
                        ".description string",
                        ".picture object",
                        ".picture.url string",
                        ".picture.width number",
                        ".picture.height number",
                        ".picture.alt string",
                        ".availability string",
                        ".rating object",
                        ".rating.stars number",
                        ".rating.count number",
                        ".delivery object",
                        ".delivery.earliest number",
                        ".delivery.latest number",
                        ".similar array",
                        ".similar[] object",
                        ".similar[].id string",
                        ".similar[].name string",
                        ".similar[].price object",
                        ".similar[].price.amount number",
                        ".similar[].price.currency string",
                        ".similar[].picture string",
                        ".similar[].availability string",
                        ".similar[].rating object",
                        ".similar[].rating.stars number",
                        ".similar[].rating.count number",
                        ".missing array",
                        ".stale array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-9999", "p%201001", "p-1001%3Fx=1"})
    void a_product_that_does_not_exist_is_404(String id) {
        given().urlEncodingEnabled(false)
                .get("/api/catalog/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void a_service_that_takes_longer_than_an_optional_part_may_costs_only_that_part() {
        given().get("/api/catalog/p-1003").then().statusCode(200).body("similar", hasSize(4));
        demo.service("products").set(new Switches(true, 1000, 0));

        given().get("/api/catalog/p-1003")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("similar", hasSize(4))
                .body("missing", hasSize(0))
                .body("stale", equalTo(List.of("similar")));
        given().get("/api/catalog/p-1004")
                .then()
                .statusCode(200)
                .body("similar", hasSize(0))
                .body("missing", equalTo(List.of("similar")))
                .body("stale", hasSize(0));
    }
}
