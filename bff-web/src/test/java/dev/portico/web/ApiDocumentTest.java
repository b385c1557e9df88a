package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.ApiDocument;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.PackagedTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What the authors of a web frontend read about the API. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ApiDocumentTest {

    @Demo.Management
    URI management;

    @Test
    void it_lists_the_screens_with_what_may_be_absent() {
        assertThat(document().operations())
                .containsExactly(
                        "get /api/account",
                        "get /api/account/orders",
                        "get /api/account/orders/{id}",
                        "get /api/catalog",
                        "get /api/catalog/{id}",
                        "get /api/home",
                        "post /api/checkout");
        assertThat(document().fields("/api/home"))
                .contains(".customer.name string", ".orders[].items[].picture string", ".missing[] string");
        assertThat(document().optional("/api/home"))
                .containsExactly(
                        ".openPayments[].dueAt",
                        ".orders[].items[].name",
                        ".orders[].items[].picture",
                        ".recommended[].picture");
    }

    @Test
    void it_gives_the_bounds_of_each_parameter() {
        assertThat(parameters("get /api/catalog"))
                .containsExactly(
                        "category string 1..64",
                        "inStock boolean",
                        "maxPrice integer 0..100000000",
                        "minPrice integer 0..100000000",
                        "page integer 1..10000",
                        "q string 1..100",
                        "size integer 1..100",
                        "sort string [name, -name, price, -price]");
        assertThat(parameters("get /api/catalog/{id}")).containsExactly("id string ^p-[0-9]{1,12}$");
        assertThat(parameters("get /api/account/orders"))
                .containsExactly("page integer 1..10000", "size integer 1..100");
        assertThat(parameters("get /api/account/orders/{id}")).containsExactly("id string ^o-[0-9]{1,12}$");
        assertThat(parameters("post /api/checkout")).containsExactly("Idempotency-Key string ^[!-~]{1,255}$ 1..255");
    }

    @Test
    void it_says_what_each_screen_gives_and_what_may_be_absent() {
        assertThat(document().fields("/api/catalog"))
                .contains(".items[].price.amount number", ".items[].inStock boolean", ".totalPages number");
        assertThat(document().optional("/api/catalog")).containsExactly(".items[].picture");
        assertThat(document().optional("/api/catalog/{id}"))
                .containsExactly(".brand", ".delivery", ".rating", ".recommended[].picture");
        assertThat(document().optional("/api/account")).containsExactly(".email", ".locale", ".membership", ".phone");
        assertThat(document().optional("/api/account/orders")).isEmpty();
        assertThat(document().optional("/api/account/orders/{id}"))
                .containsExactly(".lines[].name", ".lines[].picture", ".payment", ".payment.dueAt", ".shipment");
    }

    @Test
    void it_says_what_a_basket_is_and_what_becomes_of_it() {
        var checkout = operation("post /api/checkout");

        assertThat(checkout.at("/requestBody/required").asBoolean()).isTrue();
        assertThat(checkout.at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Basket");
        assertThat(document()
                        .at("/components/schemas/Basket/properties/items/maxItems")
                        .asInt())
                .isEqualTo(20);
        assertThat(checkout.at("/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/PlacedOrder");
        assertThat(checkout.path("responses").fieldNames())
                .toIterable()
                .contains("400", "401", "403", "409", "411", "413", "414", "415", "429", "431", "502", "504")
                .doesNotContain("200", "404");
    }

    private JsonNode operation(String name) {
        var words = name.split(" ", 2);
        var path = words[1].replace("/", "~1");
        return document().at("/paths/" + path + "/" + words[0]);
    }

    /** Its own ones; those that it shares with other operations stand elsewhere. */
    private Set<String> parameters(String operation) {
        var parameters = new TreeSet<String>();
        operation(operation).path("parameters").forEach(parameter -> {
            if (!parameter.has("$ref")) {
                parameters.add(parameter.path("name").asText() + " " + words(parameter.path("schema")));
            }
        });
        return parameters;
    }

    private static String words(JsonNode schema) {
        var words = new StringBuilder(schema.path("type").asText());
        if (schema.has("enum")) {
            var choices = new ArrayList<String>();
            schema.path("enum").forEach(choice -> choices.add(choice.asText()));
            words.append(' ').append(choices);
        }
        if (schema.has("pattern")) {
            words.append(' ').append(schema.path("pattern").asText());
        }
        if (schema.has("minimum")) {
            words.append(' ')
                    .append(schema.path("minimum").asText())
                    .append("..")
                    .append(schema.path("maximum").asText());
        }
        if (schema.has("minLength")) {
            words.append(' ')
                    .append(schema.path("minLength").asText())
                    .append("..")
                    .append(schema.path("maxLength").asText());
        }
        return words.toString();
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
