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

/** Runs the demo's services and issuer on random ports, and points the app's table at them. */
public final class Demo implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants the services injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Services {}

    private final Vertx vertx = Vertx.vertx();
    private @Nullable DemoServices services;

    @Override
    public Map<String, String> start() {
        var started = DemoServices.start(vertx, DemoPorts.random());
        services = started;
        return Map.of(
                "USERS_URL", started.url("users"),
                "ORDERS_URL", started.url("orders"),
                "PRODUCTS_URL", started.url("products"),
                "PAYMENTS_URL", started.url("payments"),
                "ISSUER", started.issuer().url(),
                "ISSUER_JWKS", started.url("issuer") + "/.well-known/jwks.json");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                services, new TestInjector.AnnotatedAndMatchesType(Services.class, DemoServices.class));
    }

    @Override
    public void stop() {
        if (services != null) {
            services.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
