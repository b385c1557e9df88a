package dev.portico.gateway.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** An issuer on a real socket: its metadata, the keys of {@link Mint}, and what it says of tokens without structure. */
public final class IssuerDouble implements AutoCloseable {

    /** What the gateway shows to ask about tokens. */
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("gateway:s%26cret".getBytes(StandardCharsets.US_ASCII));

    private final HttpServer server;

    private IssuerDouble(HttpServer server) {
        this.server = server;
    }

    public static IssuerDouble start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            var issuer = new IssuerDouble(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/metadata", exchange -> answer(exchange, 200, issuer.metadata()));
            server.createContext("/jwks", exchange -> answer(exchange, 200, keys()));
            server.createContext("/introspect", IssuerDouble::introspect);
            server.start();
            return issuer;
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metadata() {
        return "{\"issuer\":\"" + Mint.ISSUER + "\",\"jwks_uri\":\"" + url() + "/jwks\"}";
    }

    private static String keys() {
        var keys = new LinkedHashMap<String, PublicKey>();
        keys.put("rsa", Mint.RSA.getPublic());
        keys.put("ec", Mint.EC.getPublic());
        keys.put("ec-384", Mint.EC_384.getPublic());
        keys.put("ec-521", Mint.EC_521.getPublic());
        keys.put("ed", Mint.ED25519.getPublic());
        keys.put("weak", Mint.rsa(8, 1024).getPublic());
        return Provider.published(keys);
    }

    private static void introspect(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        var sound = exchange.getRequestMethod().equals("POST")
                && CREDENTIALS.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && form.startsWith("token=");
        if (!sound) {
            answer(exchange, 401, "{}");
            return;
        }
        var token = URLDecoder.decode(form.substring("token=".length(), form.indexOf('&')), StandardCharsets.US_ASCII);
        answer(exchange, token.equals("failing") ? 500 : 200, said(token));
    }

    private static String said(String token) {
        var end = Instant.now().getEpochSecond() + 60;
        var good = new LinkedHashMap<String, Object>(
                Map.of("active", true, "sub", token, "aud", "portico", "scope", "read write", "exp", end));
        switch (token) {
            case "active-by-name" -> good.put("active", "true");
            case "for-another" -> good.put("aud", "another");
            case "for-nobody" -> good.remove("aud");
            case "of-another" -> good.put("iss", "https://evil.example");
            case "ended" -> good.put("exp", end - 600);
            case "no-subject" -> good.remove("sub");
            case "refreshing" -> good.put("token_type", "refresh_token");
            case "refreshing-by-use" -> good.put("token_use", "refresh_token");
            default -> good.put("active", token.startsWith("opaque"));
        }
        return token.equals("no-json") ? "<html>" : Mint.json(good);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        try (var out = exchange.getResponseBody()) {
            out.write(octets);
        }
    }
}
