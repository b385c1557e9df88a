package dev.portico.demo.testing;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the demo's services and issuer on random ports, and points the app's table at them. */
public final class Demo implements QuarkusTestResourceLifecycleManager {

    /** Where a test wants the services injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Services {}

    /** Where a test wants the address of the app's management interface injected. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Management {}

    private final Vertx vertx = Vertx.vertx();
    private @Nullable DemoServices services;
    private @Nullable URI management;

    @Override
    public Map<String, String> start() {
        var started = DemoServices.start(vertx, DemoPorts.random());
        services = started;
        var port = Integer.toString(freePort());
        management = URI.create("http://localhost:" + port);
        return Map.of(
                "quarkus.management.port", port,
                "quarkus.management.test-port", port,
                "USERS_URL", started.url("users"),
                "ORDERS_URL", started.url("orders"),
                "PRODUCTS_URL", started.url("products"),
                "PAYMENTS_URL", started.url("payments"),
                "ISSUER", started.issuer().url(),
                "ISSUER_JWKS", started.url("issuer") + "/.well-known/jwks.json");
    }

    /** The built app cannot tell which management port the system chose, so it is chosen here. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(management, new TestInjector.AnnotatedAndMatchesType(Management.class, URI.class));
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
