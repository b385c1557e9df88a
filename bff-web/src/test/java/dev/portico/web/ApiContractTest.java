package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.ApiDocument;
import dev.portico.demo.testing.CheckedInContract;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.DocumentationGaps;
import dev.portico.demo.testing.PayloadBudgets;
import dev.portico.demo.testing.PayloadBudgets.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What web frontends are promised: nothing that they rely on changes unseen, and no answer grows unseen. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ApiContractTest {

    @Demo.Services
    DemoServices demo;

    @Demo.Management
    URI management;

    @TestHTTPResource
    URI app;

    @Test
    void it_is_the_one_that_is_checked_in() {
        CheckedInContract.at(Path.of("openapi.yaml")).holds(document());
    }

    @Test
    void it_leaves_nothing_unsaid() {
        assertThat(DocumentationGaps.of(document())).isEmpty();
    }

    @Test
    void each_screen_keeps_to_its_payload_budget() {
        var customer = demo.issuer().token("customer");
        var order = given().header("Authorization", "Bearer " + customer)
                .get("/api/orders?limit=1")
                .jsonPath()
                .getString("items[0].id");
        var visits = Map.of(
                "/api/home", new Visit("/api/home", customer),
                "/api/account", new Visit("/api/account", customer),
                "/api/account/orders", new Visit("/api/account/orders", customer),
                "/api/account/orders/{id}", new Visit("/api/account/orders/" + order, customer),
                "/api/catalog", new Visit("/api/catalog", null),
                "/api/catalog/{id}", new Visit("/api/catalog/p-1001", null));

        assertThat(PayloadBudgets.complaints(document(), app, visits)).isEmpty();
    }

    private ApiDocument document() {
        return new ApiDocument(
                given().get(management.resolve("/openapi?format=json")).asByteArray());
    }
}
