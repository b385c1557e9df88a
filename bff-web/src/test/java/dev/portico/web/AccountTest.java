package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account of bff-web, with the users service whole, slow and gone. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class AccountTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    @Test
    void customers_see_their_own_profile() {
        Customer.named(demo, "u-1001")
                .get("/api/account")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("private, no-cache"))
                .body("givenName", equalTo("Robin"))
                .body("familyName", equalTo("Sample"))
                .body("email", equalTo("robin.sample.u-1001@example.test"))
                .body("addresses", hasSize(3))
                .body("addresses[0].usual", equalTo(true))
                .body("membership.points", greaterThan(-1));
    }

    @Test
    void it_holds_these_fields_and_no_others() {
        Map<String, Object> account =
                Customer.named(demo, "u-1003").get("/api/account").jsonPath().getMap("");

        assertThat(account)
                .containsOnlyKeys(
                        "givenName",
                        "familyName",
                        "email",
                        "phone",
                        "locale",
                        "membership",
                        "addresses",
                        "newsletter",
                        "customerSince");
        assertThat(account.toString()).doesNotContain("risk", "segment", "lastLogin", "argon2", "geo", "lifetime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u-9999", ".", ".."})
    void a_caller_without_an_account_has_none(String subject) {
        Customer.named(demo, subject).get("/api/account").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void a_caller_who_is_no_customer_is_refused() {
        Customer.withRoles(demo, "u-1001", List.of("clerk"))
                .get("/api/account")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void without_users_there_is_no_account() {
        demo.service("users").stop();

        Customer.named(demo, "u-1001")
                .get("/api/account")
                .then()
                .statusCode(502)
                .contentType(PROBLEM);
    }

    @Test
    void users_that_are_too_slow_end_in_504_in_time() {
        demo.service("users").set(new Switches(true, 4000, 0));

        Customer.named(demo, "u-1001")
                .get("/api/account")
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .time(lessThan(3000L));
    }
}
