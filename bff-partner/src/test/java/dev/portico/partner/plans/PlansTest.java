package dev.portico.partner.plans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.testing.JsonFields;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Contract;
import dev.portico.partner.Partner;
import dev.portico.partner.PartnerKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of partners with the table that the app is packaged with, and what they say of themselves. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
@WithTestResource(PartnerKeys.class)
class PlansTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String URN = "urn:portico:problem:";

    @Demo.Services
    DemoServices demo;

    @PartnerKeys.Reading
    String key;

    @AfterEach
    void restore() {
        demo.services().forEach(service -> service.set(Switches.ORDINARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v2"})
    void what_a_request_costs_is_in_the_usage_of_both_versions(String version) {
        var partner = Partner.another(demo);
        for (int i = 0; i < 3; i++) {
            partner.asksOn("free").get(version + "/catalog/products").then().statusCode(200);
        }

        var usage = partner.asksOn("free").get("/v1/usage");
        usage.then()
                .statusCode(200)
                .header("Cache-Control", containsString("private"))
                .body("plan", equalTo("free"))
                .body("limits.name", contains("free"))
                .body("limits[0].limit", equalTo(120))
                .body("limits[0].used", equalTo(3))
                .body("quotas.name", contains("free.day", "free.month"))
                .body("quotas.limit", contains(1000, 20000))
                .body("quotas.used", contains(3, 3))
                .body("quotas.remaining", contains(997, 19997))
                .body("quotas[0].resetSeconds", lessThanOrEqualTo(25 * 3600))
                .body("quotas[1].resetSeconds", lessThanOrEqualTo(31 * 24 * 3600 + 3600));
        assertThat(JsonFields.of(usage.asByteArray())).isEqualTo(Contract.USAGE);
        partner.asksOn("free").get("/v2/usage").then().body("quotas.used", contains(3, 3));
    }

    @Test
    void each_answer_tells_the_quotas() {
        Partner.another(demo)
                .asksOn("free")
                .get("/v2/catalog/products")
                .then()
                .header("RateLimit-Policy", containsString("\"free.day\";q=1000"))
                .header("RateLimit-Policy", containsString("\"catalog\";q=300;w=60"));
    }

    @ParameterizedTest
    @CsvSource({"free, 403", "gold, 200"})
    void a_plan_decides_about_rows(String plan, int status) {
        var answer = Partner.another(demo)
                .asksOn(plan)
                .get("/v1/catalog/export")
                .then()
                .statusCode(status);
        if (status == 403) {
            answer.contentType(PROBLEM)
                    .body("type", equalTo(URN + "not-in-plan"))
                    .body("plan", equalTo("free"));
        }
    }

    @Test
    void who_names_no_plan_has_the_free_one() {
        var claims = demo.issuer().claims("partner");
        claims.remove("plan");
        claims.put("sub", "partner-without-plan");

        given().header("Authorization", "Bearer " + demo.issuer().sign(claims))
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("plan", equalTo("free"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"platinum", "gold free", "GOLD", ""})
    void a_plan_that_is_not_there_is_403_and_not_the_free_one(String plan) {
        for (var path : new String[] {"/v1/catalog/products", "/v1/usage"}) {
            Partner.another(demo)
                    .asksOn(plan)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType(PROBLEM)
                    .body("type", equalTo(URN + "no-plan"));
        }
    }

    @Test
    void a_key_and_a_token_of_a_partner_use_up_the_same() {
        var token = Partner.called(demo, "partner-1");
        var before = used(token.asks().get("/v1/usage").path("quotas[0].used"));
        given().header("X-API-Key", key).get("/v1/catalog/products").then().statusCode(200);

        given().header("X-API-Key", key)
                .get("/v1/usage")
                .then()
                .body("plan", equalTo("gold"))
                .body("quotas[0].used", equalTo(before + 1));
        assertThat(used(token.asks().get("/v1/usage").path("quotas[0].used"))).isEqualTo(before + 1);
    }

    private static int used(Integer count) {
        return count;
    }

    @Test
    void usage_needs_no_service() {
        demo.service("orders").set(new Switches(false, 0, 0));
        demo.service("products").set(new Switches(false, 0, 0));

        Partner.another(demo).asks().get("/v1/usage").then().statusCode(200);
    }

    @Test
    void usage_needs_a_partner_and_is_only_read() {
        given().get("/v1/usage").then().statusCode(401).contentType(PROBLEM);
        Partner.another(demo).asks().post("/v1/usage").then().statusCode(405).header("Allow", equalTo("GET"));
    }

    @Test
    void usage_has_a_limit_of_its_own() {
        var partner = Partner.another(demo);
        for (int i = 0; i < 60; i++) {
            partner.asks().get("/v2/usage").then().statusCode(200);
        }

        partner.asks().get("/v2/usage").then().statusCode(429).body("detail", containsString("\"usage\""));
        partner.asks().get("/v2/catalog/products").then().statusCode(200);
    }
}
