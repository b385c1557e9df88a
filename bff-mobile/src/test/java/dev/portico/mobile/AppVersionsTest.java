package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of the apps bff-mobile serves, with the settings that it is packaged with. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class AppVersionsTest {

    private static final String PROBLEM = "application/problem+json";

    @TestHTTPResource
    URI app;

    private static RequestSpecification from(String platform, String version) {
        return given().header("X-App-Platform", platform).header("X-App-Version", version);
    }

    @ParameterizedTest
    @CsvSource({"ios, 2.9.9", "ios, 2", "android, 3.0.9"})
    void an_app_that_is_too_old_learns_where_a_newer_one_is(String platform, String version) {
        from(platform, version)
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(426)
                .contentType(PROBLEM)
                .header("Cache-Control", "no-store")
                .header("Upgrade", nullValue())
                .body("type", equalTo("urn:portico:problem:app-too-old"))
                .body("status", equalTo(426))
                .body("detail", containsString("Update the app"))
                .body("updateUrl", equalTo("https://apps.example/" + platform));
    }

    @Test
    void an_app_that_is_too_old_learns_it_before_its_token_is_looked_at() {
        from("ios", "2.0.0")
                .header("Authorization", "Bearer not.a.token")
                .get("/api/home")
                .then()
                .statusCode(426);
        from("ios", "2.0.0").get("/api/orders/o-10001").then().statusCode(426);
    }

    @ParameterizedTest
    @CsvSource({"ios, 3.0.0", "ios, 3.3.99", "android, 3.1"})
    void an_app_that_is_old_is_served_and_told(String platform, String version) {
        from(platform, version)
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(200)
                .header("X-App-Upgrade", "recommended;url=\"https://apps.example/" + platform + "\"");
        from(platform, version)
                .get("/api/products?limit=1")
                .then()
                .statusCode(200)
                .header("X-App-Upgrade", containsString("recommended"));
    }

    @ParameterizedTest
    @CsvSource({"ios, 3.4.0", "ios, 3.10", "android, 4"})
    void an_app_that_is_new_is_served(String platform, String version) {
        from(platform, version)
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(200)
                .header("X-App-Upgrade", nullValue())
                .header("Vary", containsString("X-App-Version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "3.x", "-1", "3.4.1.0", "3.4.1-beta", "3..1", "1234567", "٣"})
    void a_version_that_cannot_be_read_is_a_400(String version) {
        from("ios", version)
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("3.4.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows", "iOS", "ios,android"})
    void a_platform_that_there_is_not_is_a_400(String platform) {
        from(platform, "3.4.1")
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void a_version_that_is_sent_twice_is_a_400() {
        assertThat(RawHttp.get(
                        app, "/api/catalog?limit=1", "X-App-Platform: ios", "X-App-Version: 9.0", "X-App-Version: 1.0"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void who_does_not_say_both_is_served() {
        given().header("X-App-Version", "1.0.0")
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(200);
        given().header("X-App-Platform", "ios")
                .get("/api/catalog?limit=1")
                .then()
                .statusCode(200);
        given().get("/api/catalog?limit=1").then().statusCode(200).header("X-App-Upgrade", nullValue());
    }

    @Test
    void what_is_not_in_the_table_is_not_found_by_old_apps_either() {
        from("ios", "2.0.0").get("/nowhere").then().statusCode(404);
    }
}
