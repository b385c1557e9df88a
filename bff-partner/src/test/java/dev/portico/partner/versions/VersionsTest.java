package dev.portico.partner.versions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Contract;
import dev.portico.partner.Partner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of the contract hold, over the same sources. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class VersionsTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String ORDER = "/orders/o-10006";

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

    private Partner seller() {
        return Partner.called(demo, "partner-1");
    }

    @Test
    void a_page_of_the_catalogue_is_what_each_version_says() {
        var first = partner.asks().get("/v1/catalog/products?limit=100").asByteArray();
        var second = partner.asks().get("/v2/catalog/products?limit=100").asByteArray();

        assertThat(JsonFields.of(first)).isEqualTo(Contract.CATALOG);
        assertThat(JsonFields.of(second)).isEqualTo(Contract.CATALOG_V2);
        assertThat(Contract.lacking(second, Contract.CATALOG_V2)).isEmpty();
    }

    @Test
    void an_order_is_what_each_version_says() {
        var first = seller().asks().get("/v1" + ORDER).asByteArray();
        var second = seller().asks().get("/v2" + ORDER).asByteArray();

        assertThat(JsonFields.of(first)).isEqualTo(Contract.ORDER);
        assertThat(JsonFields.of(second)).isEqualTo(Contract.ORDER_V2);
        assertThat(Contract.lacking(second, Contract.ORDER_V2)).isEmpty();
    }

    @Test
    void both_versions_say_the_same_in_their_own_words() {
        var first = seller().asks().get("/v1" + ORDER).jsonPath();
        var second = seller().asks().get("/v2" + ORDER).jsonPath();

        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        assertThat(second.getString("createdAt")).isEqualTo(first.getString("placedAt"));
        assertThat(new BigDecimal(second.getString("total.amount")))
                .isEqualTo(BigDecimal.valueOf(first.getLong("total.amount"), 2));
        assertThat(second.getList("lines.sku")).isEqualTo(first.getList("lines.sku"));
    }

    @Test
    void cursors_lead_through_all_pages_to_the_last() {
        var ids = new ArrayList<String>();
        var pages = 0;
        var next = "";
        while (next != null) {
            var query = next.isEmpty() ? "?limit=70" : "?limit=70&cursor=" + next;
            var page = partner.asks().get("/v2/catalog/products" + query).jsonPath();
            ids.addAll(page.<String>getList("items.id"));
            next = page.getString("next");
            pages++;
        }

        assertThat(pages).isEqualTo(5);
        assertThat(ids)
                .hasSize(300)
                .doesNotHaveDuplicates()
                .startsWith("p-1001")
                .endsWith("p-1300");
    }

    @Test
    void behind_the_last_page_is_nothing() {
        partner.asks()
                .get("/v2/catalog/products?cursor=zzzzz")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=A", "cursor=-1", "cursor=123456", "cursor=%00", "limit=0", "limit=101", "limit=x"})
    void a_page_that_cannot_be_is_refused_with_what_can(String query) {
        partner.asks()
                .urlEncodingEnabled(false)
                .get("/v2/catalog/products?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("1 to 100"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/catalog/products, /v2/catalog/products",
        "/v1/catalog/export, /v2/catalog/export",
        "/v1/orders/o-10006, /v2/orders/o-10006",
        "/v1/orders/o-99999, /v2/orders/o-99999"
    })
    void the_version_that_goes_says_so_on_each_answer_with_the_way_to_its_successor(String path, String successor) {
        goes(seller().asks().get(path).then(), successor);
        goes(given().get(path).then().statusCode(401), successor);
    }

    @Test
    void writes_say_so_too() {
        goes(
                partner.asks()
                        .contentType("application/json")
                        .post("/v1/orders")
                        .then()
                        .statusCode(400),
                "/v2/orders");
        goes(partner.asks().post("/v1/orders/o-1/cancel").then().statusCode(404), "/v2/orders/o-1/cancel");
    }

    private static void goes(ValidatableResponse answer, String successor) {
        answer.header("Deprecation", equalTo("@1793491200"))
                .header("Sunset", equalTo("Mon, 01 Nov 2027 00:00:00 GMT"))
                .header("Link", equalTo("<" + successor + ">; rel=\"successor-version\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/catalog/products", "/v2/orders/o-10006", "/v2/nothing", "/v1/nothing"})
    void nothing_else_says_so(String path) {
        seller().asks()
                .get(path)
                .then()
                .header("Deprecation", nullValue())
                .header("Sunset", nullValue())
                .header("Link", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/catalog/products", "/v2/catalog/products", "/v1" + ORDER, "/v2" + ORDER})
    void what_a_partner_has_already_is_not_sent_again(String path) {
        var tag = seller().asks().get(path).then().statusCode(200).extract().header("ETag");

        var again = seller().asks().header("If-None-Match", tag).get(path);
        again.then().statusCode(304).header("ETag", equalTo(tag)).header("Cache-Control", containsString("private"));
        assertThat(again.asByteArray()).isEmpty();
        seller().asks().header("If-None-Match", "W/\"other\"").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"/v2/catalog/products, products, 502", "/v2/orders/o-10006, orders, 502"})
    void without_its_service_there_is_no_answer(String path, String service, int status) {
        demo.service(service).stop();
        seller().asks().get(path).then().statusCode(status).contentType(PROBLEM);
        demo.service(service).set(new Switches(true, 4000, 0));
        seller().asks().get(path).then().statusCode(504).contentType(PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/catalog/products, orders:read",
        "/v2/catalog/export, orders:read",
        "/v1/catalog/export, orders:read",
        "/v2/orders/o-10006, products:read"
    })
    void a_token_that_was_issued_for_something_else_is_refused_with_403(String path, String scope) {
        partner.asksWithin(scope).get(path).then().statusCode(403).contentType(PROBLEM);
    }

    @Test
    void each_operation_of_the_version_that_goes_has_a_successor() {
        var operations = List.of("/catalog/products", "/catalog/export", "/orders/o-10006");

        assertThat(operations)
                .allSatisfy(path -> assertThat(seller().asks().get("/v2" + path).statusCode())
                        .isEqualTo(200));
    }
}
