package dev.portico.demo.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a caller what an upstream received: the request as it came in, and a digest of its body, which is not kept. */
final class Echo {

    private final MessageDigest digest = sha256();
    private long length;

    /** Answers {@code /echo} and {@code /<service>/echo}, and what lies under them, whatever the method. */
    static boolean serves(String service, String path) {
        return under("/echo", path) || under("/" + service + "/echo", path);
    }

    private static boolean under(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    static Future<Answer> of(String service, HttpServerRequest request) {
        var echo = new Echo();
        request.handler(bytes -> {
            echo.length += bytes.length();
            echo.digest.update(bytes.getBytes());
        });
        return request.end().map(end -> echo.answer(service, request));
    }

    private Answer answer(String service, HttpServerRequest request) {
        var headers = new JsonArray();
        request.headers()
                .forEach((name, value) -> headers.add(new JsonArray().add(name).add(value)));
        return Answer.json(
                200,
                new JsonObject()
                        .put("service", service)
                        .put("method", request.method().name())
                        .put("path", request.path())
                        .put("query", request.query())
                        .put("headers", headers)
                        .put("bodyLength", length)
                        .put("bodySha256", HexFormat.of().formatHex(digest.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
