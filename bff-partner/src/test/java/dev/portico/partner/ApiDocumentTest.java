package dev.portico.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.ApiDocument;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.PackagedTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(document.operations())
                .containsExactlyInAnyOrderElementsOf(Stream.of("v1", "v2")
                        .flatMap(version -> Stream.of(
                                "get /" + version + "/catalog/products",
                                "get /" + version + "/catalog/export",
                                "get /" + version + "/orders/{id}",
                                "post /" + version + "/orders",
                                "post /" + version + "/orders/{id}/cancel",
                                "get /" + version + "/usage"))
                        .toList());
        assertThat(document.fields("/v1/catalog/products")).isEqualTo(Contract.CATALOG);
        assertThat(document.fields("/v1/orders/{id}")).isEqualTo(Contract.ORDER);
        assertThat(document.fields("/v2/catalog/products")).isEqualTo(Contract.CATALOG_V2);
        assertThat(document.fields("/v2/orders/{id}")).isEqualTo(Contract.ORDER_V2);
        assertThat(document.fields("/v1/usage")).isEqualTo(Contract.USAGE);
        assertThat(document.fields("/v2/usage")).isEqualTo(Contract.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders, 201, OrderView",
        "/v1/orders/{id}/cancel, 200, OrderView",
        "/v2/orders, 201, OrderV2View",
        "/v2/orders/{id}/cancel, 200, OrderV2View"
    })
    void it_says_what_a_write_answers(String path, String status, String view) {
        var schema =
                operation("post", path).path("responses").path(status).at("/content/application~1json/schema/$ref");

        assertThat(schema.asText()).isEqualTo("#/components/schemas/" + view);
    }

    @ParameterizedTest
    @CsvSource({"/v1/catalog/export, Product", "/v2/catalog/export, ProductV2"})
    void it_says_what_a_line_of_the_export_is(String path, String line) {
        var content = document().get(path).at("/responses/200/content");

        assertThat(content.fieldNames()).toIterable().containsExactly("application/x-ndjson");
        assertThat(content.at("/application~1x-ndjson/schema/$ref").asText()).isEqualTo("#/components/schemas/" + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders", "/v2/orders"})
    void it_says_what_an_order_is_made_of(String path) {
        var operation = operation("post", path);
        var line = document().at("/components/schemas/NewLine");

        assertThat(operation.at("/requestBody/required").asBoolean()).isTrue();
        assertThat(operation
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/NewOrder");
        assertThat(document()
                        .at("/components/schemas/NewOrder/properties/lines/maxItems")
                        .asInt())
                .isEqualTo(50);
        assertThat(line.path("required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("productId", "quantity");
        assertThat(line.at("/properties/quantity/maximum").asInt()).isEqualTo(99);
        assertThat(operation.path("parameters")).singleElement().satisfies(key -> {
            assertThat(key.path("name").asText()).isEqualTo("Idempotency-Key");
            assertThat(key.path("in").asText()).isEqualTo("header");
            assertThat(key.path("required").asBoolean()).isTrue();
            assertThat(key.at("/schema/pattern").asText()).isEqualTo("^[!-~]{1,255}$");
        });
        assertThat(operation.path("responses").fieldNames())
                .toIterable()
                .contains(
                        "201", "400", "401", "403", "409", "411", "413", "414", "415", "422", "429", "431", "502",
                        "503", "504");
        assertThat(operation
                        .at("/responses/422/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void it_marks_the_version_that_goes() {
        document().at("/paths").properties().forEach(path -> path.getValue()
                .forEach(operation -> assertThat(operation.path("deprecated").asBoolean())
                        .as(path.getKey())
                        .isEqualTo(path.getKey().startsWith("/v1/"))));
    }

    @Test
    void it_says_what_may_be_absent() {
        assertThat(document().optional("/v1/catalog/products")).containsExactly(".items[].brand");
        assertThat(document().optional("/v2/catalog/products")).containsExactly(".items[].brand", ".next");
        assertThat(document().optional("/v1/orders/{id}")).isEmpty();
        assertThat(document().optional("/v2/usage"))
                .containsExactlyInAnyOrder(
                        ".plan",
                        ".limits[].used",
                        ".limits[].remaining",
                        ".limits[].resetSeconds",
                        ".quotas[].used",
                        ".quotas[].remaining",
                        ".quotas[].resetSeconds");
    }

    @Test
    void it_gives_the_bounds_of_a_page() {
        var parameters = document().get("/v1/catalog/products").path("parameters");

        assertThat(parameters)
                .filteredOn(parameter -> !parameter.has("$ref"))
                .hasSize(2)
                .allSatisfy(parameter -> {
                    assertThat(parameter.path("in").asText()).isEqualTo("query");
                    assertThat(parameter.at("/schema/type").asText()).isEqualTo("integer");
                });
        assertThat(parameters.findValuesAsText("maximum")).containsExactlyInAnyOrder("100", "2147483647");
        assertThat(parameters.findValuesAsText("default")).containsExactlyInAnyOrder("0", "20");
    }

    @Test
    void it_asks_for_a_token_or_an_api_key_and_lists_each_refusal() {
        assertThat(document().at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("bearer", "apiKey");
        assertThat(document().at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(document().at("/security/0").has("bearer")).isTrue();
        assertThat(document().get("/v1/orders/{id}").path("responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "200", "400", "401", "403", "404", "414", "429", "431", "500", "502", "503", "504");
        assertThat(document().get("/v1/catalog/products").path("responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("200", "400", "401", "403", "414", "429", "431", "500", "502", "503", "504");
        assertThat(document()
                        .get("/v1/orders/{id}")
                        .at("/responses/404/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void it_asks_for_what_the_table_asks_for() {
        var tokenOrKey = new TreeMap<String, Set<String>>();
        PackagedTable.security().forEach((path, token) -> {
            var either = new TreeSet<>(token);
            either.add("apiKey []");
            tokenOrKey.put(path, either);
        });
        assertThat(document().security()).isNotEmpty().isEqualTo(tokenOrKey);
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

    private JsonNode operation(String method, String path) {
        return document().at("/paths").path(path).path(method);
    }

    private ApiDocument document() {
        return new ApiDocument(
                given().get(management.resolve("/openapi?format=json")).asByteArray());
    }
}
