package dev.portico.demo;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The demo on random ports for one test class, as the tests of other modules start it too. */
public final class Running implements AfterAllCallback {

    private final Vertx vertx = Vertx.vertx();
    public final DemoServices demo = DemoServices.start(vertx, DemoPorts.random());

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        demo.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
