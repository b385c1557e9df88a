package dev.portico.partner;

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

/** What partners read about the API, and that it is what they get. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ApiDocumentTest {

    @Demo.Management
    URI management;

    @Test
    void it_promises_exactly_the_contract() {
        var document = document();

        assertThat(document.operations()).containsExactly("get /v1/catalog/products", "get /v1/orders/{id}");
        assertThat(document.fields("/v1/catalog/products")).isEqualTo(Contract.CATALOG);
        assertThat(document.fields("/v1/orders/{id}")).isEqualTo(Contract.ORDER);
    }

    @Test
    void it_says_what_may_be_absent() {
        var absent = Contract.MAY_BE_ABSENT.stream().map(entry -> entry.substring(0, entry.indexOf(' ')));

        assertThat(document().optional("/v1/catalog/products")).containsExactlyElementsOf(absent.toList());
        assertThat(document().optional("/v1/orders/{id}")).isEmpty();
    }

    @Test
    void it_gives_the_bounds_of_a_page() {
        var parameters = document().get("/v1/catalog/products").path("parameters");

        assertThat(parameters).hasSize(2).allSatisfy(parameter -> {
            assertThat(parameter.path("in").asText()).isEqualTo("query");
            assertThat(parameter.at("/schema/type").asText()).isEqualTo("integer");
        });
        assertThat(parameters.findValuesAsText("maximum")).containsExactly("100");
        assertThat(parameters.findValuesAsText("default")).containsExactlyInAnyOrder("0", "20");
    }

    @Test
    void it_asks_for_a_bearer_token_and_lists_each_refusal() {
        assertThat(document().at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactly("bearer");
        assertThat(document().at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(document().at("/security/0").has("bearer")).isTrue();
        assertThat(document().get("/v1/orders/{id}").path("responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "429", "500", "502", "503", "504");
        assertThat(document().get("/v1/catalog/products").path("responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("200", "400", "401", "403", "429", "500", "502", "503", "504");
        assertThat(document()
                        .get("/v1/orders/{id}")
                        .at("/responses/404/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
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
