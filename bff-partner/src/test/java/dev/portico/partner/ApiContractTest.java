package dev.portico.partner;

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

/** What partners are promised: nothing that they rely on changes unseen, and no answer grows unseen. Also run against the built app. */
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
        var partner = demo.issuer().token("partner");
        var visits = Map.of(
                "/v1/catalog/products", new Visit("/v1/catalog/products", partner),
                "/v2/catalog/products", new Visit("/v2/catalog/products", partner),
                "/v1/usage", new Visit("/v1/usage", partner),
                "/v2/usage", new Visit("/v2/usage", partner),
                "/v1/orders/{id}", new Visit("/v1/orders/o-10006", partner),
                "/v2/orders/{id}", new Visit("/v2/orders/o-10006", partner));

        assertThat(PayloadBudgets.complaints(document(), app, visits)).isEmpty();
    }

    private ApiDocument document() {
        return new ApiDocument(
                given().get(management.resolve("/openapi?format=json")).asByteArray());
    }
}
