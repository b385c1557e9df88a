package dev.portico.partner.orders;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Partner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders are cancelled by who placed them, as often as it takes. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class CancellingTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String TWO = order("p-1001", 2);

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

    private static String order(String product, int quantity) {
        return "{\"lines\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}]}";
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private RequestSpecification sends(String key, String body) {
        return partner.asks()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body);
    }

    private Response place(String key, String body) {
        return sends(key, body).post("/v1/orders");
    }

    @Test
    void an_order_is_cancelled_and_stays_so() {
        var location = Objects.requireNonNull(place(newKey(), TWO).header("Location"));

        for (int times = 0; times < 2; times++) {
            partner.asks().post(location + "/cancel").then().statusCode(200).body("status", equalTo("cancelled"));
        }
        partner.asks().get(location).then().body("status", equalTo("cancelled"));
    }

    @Test
    void an_order_that_has_gone_too_far_is_not_cancelled() {
        var shipped = Partner.called(demo, "partner-1");
        var id = given().header("X-Partner-Id", shipped.id())
                .get(demo.url("orders") + "/orders?limit=100")
                .<String>path("items.find { it.status == 'delivered' }.id");

        shipped.asks()
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:conflict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-99999", "o%2010006", "%2A"})
    void an_order_that_does_not_exist_cannot_be_cancelled(String id) {
        partner.asks()
                .urlEncodingEnabled(false)
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void cancelling_without_the_service_is_502_and_with_a_slow_one_504() {
        var location = place(newKey(), TWO).header("Location");
        demo.service("orders").stop();
        partner.asks().post(location + "/cancel").then().statusCode(502);
        demo.service("orders").set(new Switches(true, 4000, 0));
        partner.asks()
                .post(location + "/cancel")
                .then()
                .statusCode(504)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:portico:problem:outcome-unknown"))
                .body("detail", containsString("Whether the order was cancelled"))
                .body("detail", not(containsString("Idempotency-Key")));
        demo.service("orders").set(Switches.ORDINARY);
        partner.asks().post(location + "/cancel").then().statusCode(200).body("status", equalTo("cancelled"));
    }
}
