package dev.portico.benchmarks;

import dev.portico.gateway.exchange.Request;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request over the header fields that the server's codec fills, so that asking for a field costs what it costs there. */
public record ClientRequest(String method, String path, String peer, MultiMap headers) implements Request {

    /** What a browser sends for a script's call, less what the benchmark adds. */
    public static ClientRequest ofBrowser(String path) {
        var headers = HttpHeaders.headers()
                .add("Host", "shop.example.test")
                .add("Connection", "keep-alive")
                .add("sec-ch-ua-platform", "\"Linux\"")
                .add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36")
                .add("sec-ch-ua", "\"Chromium\";v=\"141\", \"Not?A_Brand\";v=\"8\"")
                .add("sec-ch-ua-mobile", "?0")
                .add("Accept", "application/json, text/plain, */*")
                .add("Origin", "https://shop.example.test")
                .add("Sec-Fetch-Site", "same-site")
                .add("Sec-Fetch-Mode", "cors")
                .add("Sec-Fetch-Dest", "empty")
                .add("Referer", "https://shop.example.test/")
                .add("Accept-Encoding", "gzip, deflate, br, zstd")
                .add("Accept-Language", "en-GB,en;q=0.9,de;q=0.8");
        return new ClientRequest("GET", path, "203.0.113.7", headers);
    }

    public ClientRequest by(String otherMethod) {
        return new ClientRequest(otherMethod, path, peer, headers);
    }

    public ClientRequest from(String otherPeer) {
        return new ClientRequest(method, path, otherPeer, headers);
    }

    public ClientRequest with(String name, String value) {
        return new ClientRequest(
                method, path, peer, HttpHeaders.headers().addAll(headers).add(name, value));
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
        return "shop.example.test";
    }

    @Override
    public String version() {
        return "1.1";
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public List<String> headers(String name) {
        return headers.getAll(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        headers.forEach(line);
    }
}
