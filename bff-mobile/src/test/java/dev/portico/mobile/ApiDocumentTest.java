package dev.portico.mobile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.testing.ApiDocument;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.PackagedTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What the authors of a mobile app read about the API. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ApiDocumentTest {

    @Demo.Management
    URI management;

    @Test
    void it_lists_the_screens_with_what_may_be_absent() {
        var document = document();

        assertThat(document.operations())
                .containsExactly(
                        "get /api/catalog",
                        "get /api/catalog/{id}",
                        "get /api/home",
                        "get /api/orders/{id}/status",
                        "get /api/products/{id}/card",
                        "get /api/profile");
        assertThat(document.optional("/api/orders/{id}/status"))
                .containsExactly(".carrier", ".lastStep", ".trackingCode");
        assertThat(document.optional("/api/profile")).containsExactly(".phone");
        assertThat(document.optional("/api/catalog")).containsExactly(".items[].picture", ".items[].rating", ".next");
        assertThat(document.optional("/api/catalog/{id}"))
                .containsExactly(
                        ".brand",
                        ".delivery",
                        ".picture",
                        ".picture.alt",
                        ".rating",
                        ".similar[].picture",
                        ".similar[].rating");
        assertThat(document.fields("/api/products/{id}/card")).contains(".price.amount number");
        assertThat(document.get("/api/products/{id}/card")
                        .at("/responses/401/description")
                        .asText())
                .isEqualTo("A token came with it and does not prove a caller.");
        assertThat(document.get("/api/products/{id}/card").at("/responses/404").isMissingNode())
                .isFalse();
    }

    @Test
    void it_gives_the_bounds_of_what_a_client_may_ask_for() {
        var parameters = document().get("/api/catalog").path("parameters");

        assertThat(parameters.findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "cursor",
                        "category",
                        "limit",
                        "width",
                        "dpr",
                        "X-Device-Id",
                        "X-App-Platform",
                        "X-App-Version");
        assertThat(parameters.findValuesAsText("maximum")).containsExactlyInAnyOrder("50", "4096", "4");
    }

    @Test
    void it_tells_of_the_versions_that_are_not_served_any_more() {
        var document = document();

        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(document.get(operation.substring("get ".length()))
                                .at("/responses/426/content/application~1problem+json/schema/$ref")
                                .asText())
                        .isEqualTo("#/components/schemas/AppTooOld"));
        assertThat(document.at("/components/schemas/AppTooOld/allOf/1/properties/updateUrl/type")
                        .asText())
                .isEqualTo("string");
        assertThat(document.get("/api/profile").at("/responses/404/description").asText())
                .isEqualTo("The caller has no account.");
    }

    @Test
    void it_asks_for_what_the_table_asks_for() {
        assertThat(document().security()).isNotEmpty().isEqualTo(PackagedTable.security());
    }

    @Test
    void clients_cannot_read_it() {
        given().get("/openapi").then().statusCode(404);
        given().get("/swagger-ui").then().statusCode(404);
    }

    @Test
    void people_read_it_on_the_management_port() {
        given().get(management.resolve("/swagger-ui/")).then().statusCode(200).contentType("text/html");
    }

    private ApiDocument document() {
        return new ApiDocument(
                given().get(management.resolve("/openapi?format=json")).asByteArray());
    }
}
