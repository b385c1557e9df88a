package dev.portico.web;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo's services, and an orders service that answers everything with one status and nothing else. */
public final class UndecidedOrders implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants it injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Here {}

    private final Vertx vertx = Vertx.vertx();
    private @Nullable DemoServices demo;
    private volatile int status = 500;

    @Override
    public Map<String, String> start() {
        var started = DemoServices.start(vertx, DemoPorts.random());
        demo = started;
        var orders = vertx.createHttpServer()
                .requestHandler(
                        request -> request.response().setStatusCode(status).end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "quarkus.management.test-port",
                "0",
                "USERS_URL",
                started.url("users"),
                "ORDERS_URL",
                "http://127.0.0.1:" + orders.actualPort(),
                "PRODUCTS_URL",
                started.url("products"),
                "PAYMENTS_URL",
                started.url("payments"),
                "ISSUER",
                started.issuer().url(),
                "ISSUER_JWKS",
                started.url("issuer") + "/.well-known/jwks.json");
    }

    void says(int next) {
        status = next;
    }

    DemoServices demo() {
        if (demo == null) {
            throw new IllegalStateException("The services have not been started");
        }
        return demo;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.AnnotatedAndMatchesType(Here.class, UndecidedOrders.class));
    }

    @Override
    public void stop() {
        if (demo != null) {
            demo.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
