package dev.portico.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.Demo;
import dev.portico.demo.wire.Switches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An orders service that has not decided yet: nobody may be told to order with a new key, and so twice. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class UndecidedOrderTest {

    @Demo.Services
    DemoServices demo;

    @AfterEach
    void restore() {
        demo.service("orders").set(Switches.ORDINARY);
    }

    @ParameterizedTest
    @CsvSource({"409, 409, in-progress", "408, 504, outcome-unknown"})
    void it_may_be_ordered_yet_so_the_same_is_sent_again(int said, int status, String type) throws IOException {
        var product = given().get(demo.url("products") + "/products?limit=1&availability=in-stock");
        var basket =
                """
                {"items":[{"productId":"%s","quantity":1,"unitPrice":{"amount":%d,"currency":"EUR"}}]}"""
                        .formatted(product.path("items[0].id"), product.<Integer>path("items[0].price.amount"));
        var orders = ordersThatSay(said);
        try {
            Customer.named(demo, "u-2999")
                    .contentType("application/json")
                    .header("Idempotency-Key", "undecided")
                    .body(basket)
                    .post("/api/checkout")
                    .then()
                    .statusCode(status)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:portico:problem:" + type));
        } finally {
            orders.stop(0);
        }
    }

    /** In place of the demo's. */
    private HttpServer ordersThatSay(int status) throws IOException {
        demo.service("orders").stop();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), demo.port("orders")), 0);
        server.createContext("/", asked -> {
            asked.sendResponseHeaders(status, -1);
            asked.close();
        });
        server.start();
        return server;
    }
}
