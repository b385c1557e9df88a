package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app may say of its device. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class DevicesTest {

    private static final String CATALOG = "/api/catalog?limit=1";

    @TestHTTPResource
    URI app;

    @ParameterizedTest
    @ValueSource(strings = {"7f9c24e8-3b12-4fef-91d0-64a8f9d1c0aa", "7F9C24E8", "a", "vendor:1.2_3"})
    void an_id_that_is_sane_is_taken(String id) {
        given().header("X-Device-Id", id).get(CATALOG).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a/b", "a,b", "{\"a\":1}", "-a", "ä", "\u0001"})
    void one_that_is_not_is_a_400_whatever_is_asked_for(String id) {
        for (var path : new String[] {CATALOG, "/api/home", "/api/orders"}) {
            assertThat(RawHttp.get(app, path, "X-Device-Id: " + id)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void one_that_is_too_long_or_sent_twice_is_a_400() {
        given().header("X-Device-Id", "x".repeat(65))
                .get(CATALOG)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("X-Device-Id"));
        assertThat(RawHttp.get(app, CATALOG, "X-Device-Id: a", "X-Device-Id: a"))
                .startsWith("HTTP/1.1 400");
    }
}
