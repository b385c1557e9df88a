package dev.portico.web;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.ScreenRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How each screen is asked for, each time by another caller. */
final class Screens {

    private static final int CUSTOMERS = 50;

    private Screens() {}

    static Map<String, IntFunction<ScreenRequest>> of(DemoServices demo) {
        var basket = basket(demo);
        var screens = new TreeMap<String, IntFunction<ScreenRequest>>();
        screens.put("get /api/home", number -> get(demo, number, "/api/home"));
        screens.put("get /api/catalog", number -> ScreenRequest.get("/api/catalog"));
        screens.put("get /api/catalog/{id}", number -> ScreenRequest.get("/api/catalog/p-" + (1001 + number % 100)));
        screens.put("get /api/account", number -> get(demo, number, "/api/account"));
        screens.put("get /api/account/orders", number -> get(demo, number, "/api/account/orders"));
        screens.put(
                "get /api/account/orders/{id}",
                number -> get(demo, number, "/api/account/orders/" + anOrder(demo, customer(number))));
        screens.put("post /api/checkout", number -> ScreenRequest.post("/api/checkout", basket)
                .by(token(demo, "buyer-" + number)));
        return screens;
    }

    private static ScreenRequest get(DemoServices demo, int number, String target) {
        return ScreenRequest.get(target).by(token(demo, customer(number)));
    }

    private static String customer(int number) {
        return "u-" + (1001 + number % CUSTOMERS);
    }

    private static String token(DemoServices demo, String subject) {
        return Customer.token(demo, subject, List.of("customer"));
    }

    private static String anOrder(DemoServices demo, String customer) {
        return given().get(demo.url("orders") + "/orders?limit=1&user=" + customer)
                .path("items[0].id");
    }

    private static String basket(DemoServices demo) {
        var product = given().get(demo.url("products") + "/products?limit=1&availability=in-stock");
        return """
                {"items":[{"productId":"%s","quantity":1,"unitPrice":{"amount":%d,"currency":"EUR"}}]}"""
                .formatted(product.path("items[0].id"), product.<Integer>path("items[0].price.amount"));
    }
}
