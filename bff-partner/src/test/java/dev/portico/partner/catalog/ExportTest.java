package dev.portico.partner.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Contract;
import dev.portico.partner.Partner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole catalogue, one product a line. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class ExportTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    private Partner partner;

    @BeforeEach
    void meet() {
        partner = Partner.another(demo);
    }

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of("/v1/catalog/export", Contract.PRODUCT),
                Arguments.of("/v2/catalog/export", Contract.PRODUCT_V2));
    }

    private static List<String> lines(String text) {
        assertThat(text).endsWith("}\n");
        return text.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void each_product_is_a_line_and_what_the_contract_says(String path, Set<String> contract) {
        var answer = partner.asks().get(path);

        answer.then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Length", nullValue())
                .header("X-Request-Id", not(nullValue()));
        assertThat(lines(answer.asString())).hasSize(300).allSatisfy(line -> {
            var product = line.getBytes(StandardCharsets.UTF_8);
            assertThat(contract).containsAll(JsonFields.of(product));
            assertThat(Contract.lacking(product, contract)).isEmpty();
        });
    }

    @Test
    void the_products_are_those_of_the_pages() {
        var page = partner.asks().get("/v2/catalog/products?limit=1").jsonPath().getMap("items[0]");
        var first = lines(partner.asks().get("/v2/catalog/export").asString()).getFirst();

        assertThat(io.restassured.path.json.JsonPath.from(first).getMap("")).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/catalog/export", "/v2/catalog/export"})
    void without_its_service_there_is_no_export(String path) {
        demo.service("products").stop();
        partner.asks().get(path).then().statusCode(502).contentType(PROBLEM);
        demo.service("products").set(new Switches(true, 0, 1));
        partner.asks().get(path).then().statusCode(502).contentType(PROBLEM);
        demo.service("products").set(new Switches(true, 4000, 0));
        partner.asks().get(path).then().statusCode(504).contentType(PROBLEM);
    }

    @Test
    void an_export_that_has_ended_leaves_room_for_the_next() {
        for (int times = 0; times < 2 * Exports.MOST; times++) {
            partner.asks().get("/v1/catalog/export").then().statusCode(200);
        }
    }

    @Test
    void a_client_that_wants_something_else_is_told_so() {
        partner.asks()
                .header("Accept", "application/xml")
                .get("/v1/catalog/export")
                .then()
                .statusCode(406);
        partner.asks().post("/v1/catalog/export").then().statusCode(405).header("Allow", equalTo("GET"));
    }
}
