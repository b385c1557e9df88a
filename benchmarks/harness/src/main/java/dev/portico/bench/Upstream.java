package dev.portico.bench;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one service behind all gateways: answers that are ready in memory, so that it costs as little as it can. */
final class Upstream implements AutoCloseable {

    /** What an aggregate asks for, with the answers of the demo's services. */
    private static final Map<String, List<String>> DOCUMENTS = Map.of(
            "users", List.of("/users/u-1001"),
            "orders", List.of("/orders?user=u-1001&limit=10"),
            "products", List.of("/products?limit=8"),
            "payments", List.of("/payments?user=u-1001"));

    private static final int CHUNK = 64 * 1024;
    private static final Buffer ZEROS = Buffer.buffer(new byte[CHUNK]);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final Map<String, Buffer> answers = new HashMap<>();
    private final HttpServer server;

    Upstream() {
        answers.put("/item", Buffer.buffer(item()));
        try (var demo = DemoServices.start(vertx, DemoPorts.random())) {
            DOCUMENTS.forEach((service, targets) ->
                    targets.forEach(target -> answers.put(target, fetch(demo.url(service) + target))));
        }
        this.server = await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::answer)
                .listen());
    }

    int port() {
        return server.actualPort();
    }

    /** Two and a half kilobytes, as an item of a shop may be. */
    private static String item() {
        return "{\"id\":\"i-1\",\"name\":\"Folding lamp\",\"price\":{\"amount\":4990,\"currency\":\"EUR\"},\"description\":\""
                + "A lamp that folds flat. ".repeat(100) + "\"}";
    }

    private static Buffer fetch(String url) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " answered " + answer.statusCode());
            }
            return Buffer.buffer(answer.body());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(url, broken);
        }
    }

    private void answer(HttpServerRequest request) {
        var ready = answers.get(request.uri());
        if (ready != null) {
            request.response().putHeader("Content-Type", "application/json").end(ready);
        } else if (request.method().equals(HttpMethod.POST)) {
            request.handler(bytes -> {});
            request.endHandler(end -> request.response().end("{}"));
        } else if (request.path().startsWith("/bytes/")) {
            send(request, Long.parseLong(request.path().substring("/bytes/".length())));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static void send(HttpServerRequest request, long length) {
        var response = request.response();
        response.putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Length", Long.toString(length));
        new Runnable() {
            private long left = length;

            @Override
            public void run() {
                while (left > 0 && !response.closed()) {
                    if (response.writeQueueFull()) {
                        response.drainHandler(drained -> run());
                        return;
                    }
                    var size = (int) Math.min(left, CHUNK);
                    left -= size;
                    response.write(size == CHUNK ? ZEROS : ZEROS.slice(0, size));
                }
                if (!response.closed()) {
                    response.end();
                }
            }
        }.run();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
