package org.example.door;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands for the products service: one of its products is as it should be, the other has no price, and not
 * all that it serves is a product. */
public final class Products implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> PRODUCTS = Map.of(
            "/products/p-1",
            """
            {"id":"p-1","name":"Green tea","price":{"amount":450,"currency":"EUR"},"costPrice":120,"supplier":"s-17"}""",
            "/products/p-2",
            """
            {"id":"p-2","name":"A product to come"}""",
            "/products/export",
            """
            {"name":"All there is","price":{"amount":0,"currency":"EUR"}}""");

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/products/", exchange -> {
            try (exchange) {
                var product = PRODUCTS.get(exchange.getRequestURI().getPath());
                var body = (product == null ? "{}" : product).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(product == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return Map.of("PRODUCTS_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
