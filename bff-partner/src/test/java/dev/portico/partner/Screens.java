package dev.portico.partner;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.ScreenRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How each screen is asked for, each time by another partner. */
final class Screens {

    private static final String NEW_ORDER = "{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}";

    /** Those that ask no service, so that none can be hostile to them. */
    static final Set<String> WITHOUT_SERVICES = Set.of("get /v1/usage", "get /v2/usage");

    private Screens() {}

    static Map<String, IntFunction<ScreenRequest>> of(DemoServices demo) {
        var screens = new TreeMap<String, IntFunction<ScreenRequest>>();
        for (var version : new String[] {"/v1", "/v2"}) {
            screens.put(
                    "get " + version + "/catalog/products",
                    number -> ScreenRequest.get(version + "/catalog/products").by(token(demo, "catalog-" + number)));
            screens.put("get " + version + "/catalog/export", number -> ScreenRequest.get(version + "/catalog/export")
                    .by(token(demo, "export" + version + "-" + number)));
            screens.put("get " + version + "/orders/{id}", number -> {
                var partner = "reading" + version + "-" + number;
                return ScreenRequest.get(version + "/orders/" + anOrder(demo, partner))
                        .by(token(demo, partner));
            });
            screens.put("post " + version + "/orders", number -> ScreenRequest.post(version + "/orders", NEW_ORDER)
                    .by(token(demo, "placing" + version + "-" + number)));
            screens.put("post " + version + "/orders/{id}/cancel", number -> {
                var partner = "cancelling" + version + "-" + number;
                return ScreenRequest.post(version + "/orders/" + anOrder(demo, partner) + "/cancel", "")
                        .by(token(demo, partner));
            });
        }
        return screens;
    }

    private static String token(DemoServices demo, String partner) {
        return Partner.called(demo, partner).token();
    }

    private static String anOrder(DemoServices demo, String partner) {
        return given().header("X-Partner-Id", partner)
                .contentType("application/json")
                .body(NEW_ORDER)
                .post(demo.url("orders") + "/orders")
                .path("id");
    }
}
