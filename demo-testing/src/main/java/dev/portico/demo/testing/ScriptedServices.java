package dev.portico.demo.testing;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One service in the place of all that say what a test has them say, for what those of the demo never would; the demo's
 * issuer beside it. What it has no words for is 404.
 */
public final class ScriptedServices implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants the services injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Here {}

    /**
     * A call that came.
     *
     * @param target path and query as they were sent
     * @param key the {@code Idempotency-Key}; empty without one
     */
    public record Call(String method, String target, String key, String body) {}

    private record Words(int status, String json) {}

    private static final Words NONE = new Words(404, "{}");

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Words> script = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private @Nullable DemoServices demo;

    @Override
    public Map<String, String> start() {
        var issuer = DemoServices.start(vertx, DemoPorts.random());
        demo = issuer;
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var url = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "quarkus.management.test-port", "0",
                "USERS_URL", url,
                "ORDERS_URL", url,
                "PRODUCTS_URL", url,
                "PAYMENTS_URL", url,
                "ISSUER", issuer.issuer().url(),
                "ISSUER_JWKS", issuer.url("issuer") + "/.well-known/jwks.json");
    }

    /**
     * From now on, and until {@link #forget}.
     *
     * @param request method and path, such as {@code GET /orders}, whatever the query
     */
    public void say(String request, int status, String json) {
        script.put(request, new Words(status, json));
    }

    /** What came since the last {@link #forget}. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public void forget() {
        script.clear();
        calls.clear();
    }

    /** The demo's token of a caller, with some claims changed. */
    public String token(String caller, Map<String, Object> changed) {
        if (demo == null) {
            throw new IllegalStateException("The issuer has not been started");
        }
        var claims = demo.issuer().claims(caller);
        claims.putAll(changed);
        return demo.issuer().sign(claims);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        var key = request.getHeader("Idempotency-Key");
        calls.add(new Call(request.method().name(), request.uri(), key == null ? "" : key, body.toString()));
        var words = script.getOrDefault(request.method() + " " + request.path(), NONE);
        request.response()
                .setStatusCode(words.status())
                .putHeader("Content-Type", "application/json")
                .end(words.json());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.AnnotatedAndMatchesType(Here.class, ScriptedServices.class));
    }

    @Override
    public void stop() {
        if (demo != null) {
            demo.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
