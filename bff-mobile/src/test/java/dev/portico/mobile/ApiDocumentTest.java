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
                .containsExactly("get /api/home", "get /api/orders/{id}/status", "get /api/products/{id}/card");
        assertThat(document.optional("/api/orders/{id}/status"))
                .containsExactly(".carrier", ".lastStep", ".trackingCode");
        assertThat(document.fields("/api/products/{id}/card")).contains(".price.amount number");
        assertThat(document.get("/api/products/{id}/card")
                        .at("/responses/401/description")
                        .asText())
                .isEqualTo("A token came with it and does not prove a caller.");
        assertThat(document.get("/api/products/{id}/card").at("/responses/404").isMissingNode())
                .isFalse();
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
