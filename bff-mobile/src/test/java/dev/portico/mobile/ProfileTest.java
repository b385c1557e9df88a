package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile of bff-mobile: the caller's own and nothing internal. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ProfileTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    private RequestSpecification as(String subject) {
        var claims = demo.issuer().claims("customer");
        claims.put("sub", subject);
        return given().header("Authorization", "Bearer " + demo.issuer().sign(claims));
    }

    @Test
    void a_profile_holds_this_and_nothing_else() {
        var profile = as("u-1001").get("/api/profile");

        profile.then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .body("givenName", equalTo("Robin"))
                .body("familyName", equalTo("Sample"))
                .body("email", equalTo("robin.sample.u-1001@example.test"))
                .body("addresses", hasSize(3))
                .body("addresses.preferred", equalTo(List.of(true, false, false)));
        assertThat(profile.asByteArray()).hasSizeLessThan(1024);
        assertThat(JsonFields.of(profile.asByteArray()))
                .containsExactlyInAnyOrder(
                        " object",
                        ".givenName string",
                        ".familyName string",
                        ".email string",
                        ".phone string",
                        ".locale string",
                        ".membership object",
                        ".membership.tier string",
                        ".membership.points number",
                        ".addresses array",
                        ".addresses[] object",
                        ".addresses[].label string",
                        ".addresses[].street string",
                        ".addresses[].postcode string",
                        ".addresses[].city string",
                        ".addresses[].country string",
                        ".addresses[].preferred boolean");
    }

    @Test
    void each_caller_gets_their_own_whatever_they_ask_for() {
        as("u-1002")
                .get("/api/profile?user=u-1001&id=u-1001")
                .then()
                .statusCode(200)
                .body("email", endsWith(".u-1002@example.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u-9999", ".", ".."})
    void a_caller_without_an_account_has_no_profile(String subject) {
        as(subject).get("/api/profile").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void without_its_service_there_is_no_profile() {
        demo.service("users").stop();

        as("u-1001").get("/api/profile").then().statusCode(502).contentType(PROBLEM);
    }

    @Test
    void a_service_that_is_too_slow_ends_in_504() {
        demo.service("users").set(new Switches(true, 5000, 0));
        var started = Instant.now();

        as("u-1001").get("/api/profile").then().statusCode(504).contentType(PROBLEM);

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofMillis(2500));
    }
}
