package dev.portico.partner;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.ApiDocument;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.HostileScreens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the services send, partners get what the OpenAPI document says, or an honest problem. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class HostileServicesTest {

    @Demo.Services
    DemoServices demo;

    @Demo.Management
    URI management;

    @TestHTTPResource
    URI app;

    private HostileScreens screens;

    @BeforeEach
    void read() {
        var document = new ApiDocument(
                given().get(management.resolve("/openapi?format=json")).asByteArray());
        screens = new HostileScreens(demo, app, document, Screens.of(demo), Screens.WITHOUT_SERVICES);
    }

    @Test
    void whatever_a_service_sends_the_answer_is_what_is_documented() {
        screens.visit();
    }

    @Test
    void answers_that_are_larger_or_deeper_than_anybody_needs_are_none() {
        screens.drown();
    }

    @Test
    void an_answer_that_never_ends_is_given_up_before_it_is_much() {
        screens.pour();
    }
}
