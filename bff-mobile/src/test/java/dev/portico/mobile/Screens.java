package dev.portico.mobile;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.ScreenRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How each screen is asked for, each time by another caller. */
final class Screens {

    private static final int CUSTOMERS = 50;

    private Screens() {}

    static Map<String, IntFunction<ScreenRequest>> of(DemoServices demo) {
        var screens = new TreeMap<String, IntFunction<ScreenRequest>>();
        screens.put("get /api/home", number -> get(demo, number, "/api/home"));
        screens.put("get /api/profile", number -> get(demo, number, "/api/profile"));
        screens.put("get /api/catalog", number -> ScreenRequest.get("/api/catalog"));
        screens.put("get /api/catalog/{id}", number -> ScreenRequest.get("/api/catalog/" + product(number)));
        screens.put(
                "get /api/products/{id}/card",
                number -> ScreenRequest.get("/api/products/" + product(number) + "/card"));
        screens.put(
                "get /api/orders/{id}/status",
                number -> get(demo, number, "/api/orders/" + anOrder(demo, customer(number)) + "/status"));
        return screens;
    }

    private static ScreenRequest get(DemoServices demo, int number, String target) {
        var claims = demo.issuer().claims("customer");
        claims.put("sub", customer(number));
        return ScreenRequest.get(target).by(demo.issuer().sign(claims));
    }

    private static String customer(int number) {
        return "u-" + (1001 + number % CUSTOMERS);
    }

    private static String product(int number) {
        return "p-" + (1001 + number % 100);
    }

    private static String anOrder(DemoServices demo, String customer) {
        return given().get(demo.url("orders") + "/orders?limit=1&user=" + customer)
                .path("items[0].id");
    }
}
