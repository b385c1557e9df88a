package org.example.profile;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Stands for the people service: answers by path, or not at all, and remembers what it was asked. */
public final class PeopleService implements QuarkusTestResourceLifecycleManager {

    /** What to answer instead of what is asked for, by path: a status, or a body, or nothing at all. */
    static final Map<String, String> INSTEAD = new ConcurrentHashMap<>();

    /** The request lines and header fields that came. */
    static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());

    /** One permit for each request that is never answered. */
    static final Semaphore WAITING = new Semaphore(0);

    /** One permit for each of them that the other side gave up. */
    static final Semaphore GIVEN_UP = new Semaphore(0);

    static final String NEVER = "never";

    private final Vertx vertx = Vertx.vertx();
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        var started = vertx.createHttpServer()
                .requestHandler(PeopleService::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        server = started;
        return Map.of("people.url", "http://127.0.0.1:" + started.actualPort());
    }

    private static void answer(HttpServerRequest request) {
        ASKED.add(
                request.method() + " " + request.uri() + " " + request.headers().names());
        var instead = INSTEAD.get(request.path());
        request.body().onSuccess(body -> {
            if (instead == null) {
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(
                                body.length() > 0
                                        ? body.toString()
                                        : "{\"name\":\"Kim\",\"points\":7,\"internal\":\"secret\"}");
            } else if (instead.length() == 3) {
                request.response().setStatusCode(Integer.parseInt(instead)).end();
            } else if (instead.equals(NEVER)) {
                request.response().closeHandler(closed -> GIVEN_UP.release());
                WAITING.release();
            } else {
                request.response().putHeader("Content-Type", "application/json").end(instead);
            }
        });
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
