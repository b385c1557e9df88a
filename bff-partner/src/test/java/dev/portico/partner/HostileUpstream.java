package dev.portico.partner;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service behind the app that answers each request with whatever a test wants, and the demo's issuer beside it. */
public final class HostileUpstream implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants the service injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Here {}

    /**
     * What the service says.
     *
     * @param cut whether the connection ends before the declared length is there
     */
    record Answer(int status, Buffer body, boolean cut) {}

    private final Vertx vertx = Vertx.vertx();
    private @Nullable DemoServices demo;
    private volatile Answer answer = new Answer(200, Buffer.buffer(), false);

    @Override
    public Map<String, String> start() {
        var issuer = DemoServices.start(vertx, DemoPorts.random());
        demo = issuer;
        var server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var url = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "quarkus.management.test-port",
                "0",
                "ORDERS_URL",
                url,
                "PRODUCTS_URL",
                url,
                "ISSUER",
                issuer.issuer().url(),
                "ISSUER_JWKS",
                issuer.url("issuer") + "/.well-known/jwks.json");
    }

    void answersWith(Answer next) {
        answer = next;
    }

    String token(Map<String, Object> changed) {
        if (demo == null) {
            throw new IllegalStateException("The issuer has not been started");
        }
        var claims = demo.issuer().claims("partner");
        claims.putAll(changed);
        return demo.issuer().sign(claims);
    }

    private void serve(HttpServerRequest request) {
        var now = answer;
        var response = request.response()
                .setStatusCode(now.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Set-Cookie", HostileJson.LEAK + "=1")
                .putHeader("X-Internal", HostileJson.LEAK);
        if (now.cut()) {
            response.putHeader("Content-Length", Integer.toString(now.body().length() + 1));
            response.write(now.body())
                    .onComplete(written -> request.connection().close());
        } else {
            response.end(now.body());
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.AnnotatedAndMatchesType(Here.class, HostileUpstream.class));
    }

    @Override
    public void stop() {
        if (demo != null) {
            demo.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
