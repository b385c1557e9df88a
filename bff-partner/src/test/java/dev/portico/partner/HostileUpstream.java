package dev.portico.partner;

import dev.portico.demo.DemoPorts;
import dev.portico.demo.DemoServices;
import dev.portico.demo.testing.HostileJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
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
    private volatile @Nullable Endless endless;

    /** An answer that never ends, at the pace of whoever reads it. */
    static final class Endless {

        private final Buffer piece;
        private final long much;
        private final AtomicLong written = new AtomicLong();
        private final CompletableFuture<Void> tooMuch = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        private Endless(Buffer piece, long much) {
            this.piece = piece;
            this.much = much;
        }

        /** Completes when more has been written than anybody should hold. */
        CompletableFuture<Void> tooMuch() {
            return tooMuch;
        }

        /** Completes when nobody reads any more. */
        CompletableFuture<Void> closed() {
            return closed;
        }

        private void write(HttpServerResponse response) {
            while (!response.closed() && !response.writeQueueFull()) {
                response.write(piece);
                if (written.addAndGet(piece.length()) > much) {
                    tooMuch.complete(null);
                }
            }
            if (!response.closed()) {
                response.drainHandler(drained -> write(response));
            }
        }
    }

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
        endless = null;
        answer = next;
    }

    /** @param much how many bytes are more than anybody should hold */
    Endless answersEndlessly(Buffer piece, long much) {
        var next = new Endless(piece, much);
        endless = next;
        return next;
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
        var without = endless;
        if (without != null) {
            var response = request.response().setChunked(true);
            request.connection().closeHandler(gone -> without.closed.complete(null));
            without.write(response);
            return;
        }
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
