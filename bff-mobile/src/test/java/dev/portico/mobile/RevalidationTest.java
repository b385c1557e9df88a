package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone that has a screen already is not sent it again. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class RevalidationTest {

    @Demo.Services
    DemoServices demo;

    private RequestSpecification customer() {
        return given().header("Authorization", "Bearer " + demo.issuer().token("customer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/home",
                "/api/profile",
                "/api/catalog?limit=3",
                "/api/catalog/p-1002",
                "/api/products/p-1002/card",
                "/api/orders/{order}/status"
            })
    void a_screen_that_has_not_changed_is_a_304_without_a_body(String path) {
        var mine = path.replace("{order}", ordered());
        var first = customer().get(mine);
        assertThat(first.statusCode()).isEqualTo(200);

        customer()
                .header("If-None-Match", "\"other\", " + first.header("ETag"))
                .get(mine)
                .then()
                .statusCode(304)
                .header("ETag", first.header("ETag"))
                .header("Cache-Control", first.header("Cache-Control"))
                .header("Content-Type", nullValue())
                .body(emptyString());
        customer().header("If-None-Match", "\"other\"").get(mine).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/home", "/api/profile", "/api/catalog?limit=3", "/api/catalog/p-1002"})
    void head_is_answered_without_a_body(String path) {
        var whole = customer().get(path);

        customer()
                .head(path)
                .then()
                .statusCode(200)
                .header("Content-Type", whole.header("Content-Type"))
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/catalog?limit=3", "/api/catalog/p-1002"})
    void what_is_for_anyone_is_private_to_who_brings_a_token(String path) {
        given().get(path).then().header("Cache-Control", equalTo("max-age=30"));
        customer().get(path).then().header("Cache-Control", equalTo("private, max-age=30"));
    }

    private String ordered() {
        return customer().get("/api/orders?limit=1").path("items[0].id");
    }
}
