package dev.portico.partner.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.Switches;
import dev.portico.partner.Partner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What partners may send as an order, and who may send one. Also run against the built app. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class OrderContentTest {

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

    private int placed() {
        return given().header("X-Partner-Id", partner.id())
                .get(demo.url("orders") + "/orders")
                .path("total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"lines\":null}",
                "{\"lines\":[]}",
                "{\"lines\":{}}",
                "{\"lines\":\"\"}",
                "{\"lines\":[null]}",
                "{\"lines\":[7]}",
                "{\"lines\":[{}]}",
                "{\"lines\":[{\"productId\":\"p-1001\"}]}",
                "{\"lines\":[{\"quantity\":1}]}",
                "{\"lines\":[{\"productId\":null,\"quantity\":1}]}",
                "{\"lines\":[{\"productId\":7,\"quantity\":1}]}",
                "{\"lines\":[{\"productId\":\"\",\"quantity\":1}]}",
                "{\"lines\":[{\"productId\":\"p 1\",\"quantity\":1}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":0}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":100}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":\"2\"}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1.5}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":true}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":null}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":99999999999}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1,\"quantity\":2}]}",
                "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]} x"
            })
    void what_is_no_order_is_refused_with_what_is(String body) {
        place(newKey(), body)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("1 to 50"))
                .body("requestId", not(nullValue()));
    }

    @Test
    void an_order_has_so_many_lines_and_no_more() {
        var line = "{\"productId\":\"p-1001\",\"quantity\":1}";
        var fifty = "{\"lines\":[" + (line + ",").repeat(49) + line + "]}";

        place(newKey(), fifty).then().statusCode(201).body("lines", hasSize(50));
        place(newKey(), fifty.replace("[", "[" + line + ",")).then().statusCode(400);
        place(newKey(), "{\"lines\":\"" + "x".repeat(70_000) + "\"}")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
    }

    @Test
    void an_order_is_json() {
        partner.asks()
                .contentType("text/plain")
                .header("Idempotency-Key", newKey())
                .body(TWO)
                .post("/v1/orders")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void who_may_only_read_places_nothing() {
        partner.asksWithin("orders:read products:read")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", newKey())
                .body(TWO)
                .post("/v1/orders")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
        given().contentType(ContentType.JSON)
                .body(TWO)
                .post("/v1/orders")
                .then()
                .statusCode(401);
        assertThat(placed()).isZero();
    }
}
