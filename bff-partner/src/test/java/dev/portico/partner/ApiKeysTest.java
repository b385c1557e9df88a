package dev.portico.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys beside client credentials, with the table that the app is packaged with. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
@WithTestResource(PartnerKeys.class)
class ApiKeysTest {

    private static final String PROBLEM = "application/problem+json";

    @Demo.Services
    DemoServices demo;

    @PartnerKeys.Reading
    String key;

    private RequestSpecification keyed() {
        return given().header("X-API-Key", key);
    }

    private RequestSpecification withToken() {
        return given().header("Authorization", "Bearer " + demo.issuer().token("partner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/catalog/products?limit=2", "/v2/catalog/products?limit=2"})
    void a_key_opens_what_its_scopes_say(String path) {
        keyed().get(path).then().statusCode(200).body("items", hasSize(2));
        given().header("Authorization", "ApiKey " + key).get(path).then().statusCode(200);
    }

    @Test
    void an_order_of_the_partner_is_there_whichever_way_it_proves_itself() {
        keyed().get("/v1/orders/o-10006").then().statusCode(200).body("id", equalTo("o-10006"));
        withToken().get("/v1/orders/o-10006").then().statusCode(200);
        keyed().get("/v1/orders/o-10005").then().statusCode(404);
    }

    @Test
    void what_its_scopes_do_not_say_is_403() {
        keyed().header("Idempotency-Key", "k-1")
                .contentType("application/json")
                .body("{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}")
                .post("/v2/orders")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void a_key_and_a_token_at_once_are_401() {
        withToken()
                .header("X-API-Key", key)
                .get("/v1/catalog/products")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .body("detail", containsString("More than one credential"));
    }

    @Test
    void a_wrong_secret_is_401_and_learns_nothing() {
        given().header("X-API-Key", key.substring(0, key.length() - 4) + "AAAA")
                .get("/v1/catalog/products")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", containsString("ApiKey realm=\"portico\""))
                .body("detail", containsString("not known here"));
    }
}
