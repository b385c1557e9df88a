package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Request;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The server's request, as gates see it. */
final class ServerRequest implements Request {

    private final HttpServerRequest request;
    private final RequestTarget target;
    private final String peer;

    ServerRequest(HttpServerRequest request) {
        this.request = request;
        this.target = RequestTarget.of(request.uri());
        this.peer = peer(request.connection().remoteAddress());
    }

    RequestTarget target() {
        return target;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String path() {
        return target.path();
    }

    @Override
    public @Nullable String query() {
        return target.query();
    }

    @Override
    public String scheme() {
        return request.isSSL() ? "https" : "http";
    }

    @Override
    public String authority() {
        var authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    @Override
    public String version() {
        return switch (versionOrNull()) {
            case null -> "";
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2.0";
        };
    }

    /** The server knows three versions; for any other that a client writes it has none. */
    private @Nullable HttpVersion versionOrNull() {
        return request.version();
    }

    @Override
    public String peer() {
        return peer;
    }

    private static String peer(@Nullable SocketAddress address) {
        var host = address == null ? null : address.hostAddress();
        return host == null ? "" : host;
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        request.headers().forEach(line);
    }
}
