package dev.portico.mobile.device;

import dev.portico.gateway.exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request as an app sends it, with these header fields. */
record FromApp(Map<String, List<String>> fields) implements Request {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/api/home";
    }

    @Override
    public @Nullable String query() {
        return null;
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public String authority() {
        return "shop.example";
    }

    @Override
    public String version() {
        return "2.0";
    }

    @Override
    public String peer() {
        return "192.0.2.1";
    }

    @Override
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    @Override
    public List<String> headers(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        throw new UnsupportedOperationException();
    }
}
