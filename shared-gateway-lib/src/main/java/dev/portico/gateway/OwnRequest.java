package dev.portico.gateway;

import dev.portico.gateway.exchange.Request;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the gateway's own calls stand on, such as fetching keys: no client asked for them. */
record OwnRequest() implements Request {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public @Nullable String query() {
        return null;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String authority() {
        return "";
    }

    @Override
    public String version() {
        return "1.1";
    }

    @Override
    public String peer() {
        return "127.0.0.1";
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    @Override
    public List<String> headers(String name) {
        return List.of();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {}
}
