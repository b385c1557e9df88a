package dev.portico.gateway;

import dev.portico.gateway.identity.Issuer;
import dev.portico.gateway.wire.Peer;
import dev.portico.gateway.wire.UpstreamDouble;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connection to an issuer that publishes something else than a few keys. */
class PublishedKeysTest {

    private final Vertx vertx = Vertx.vertx();
    private final UpstreamDouble issuer = UpstreamDouble.start();

    @AfterEach
    void close() throws Exception {
        issuer.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void an_endless_answer_is_given_up() {
        var ended = new CompletableFuture<Void>();
        issuer.on("/keys", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            sendUntilGone(peer);
            ended.complete(null);
        });
        try (var keys = new PublishedKeys(vertx)) {
            keys.of(published("/keys"));
            ended.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void what_is_closed_asks_no_more_and_keeps_no_connection() {
        var ended = new CompletableFuture<Void>();
        issuer.on("/kept", peer -> {
            peer.awaitEnd();
            ended.complete(null);
        });
        var keys = new PublishedKeys(vertx);
        keys.of(published("/kept"));
        issuer.next();
        keys.close();
        ended.orTimeout(3, TimeUnit.SECONDS).join();
    }

    private static void sendUntilGone(Peer peer) {
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        try {
            while (true) {
                peer.send(chunk);
            }
        } catch (IOException gone) {
            // This is what the test waits for.
        }
    }

    private IssuerSettings published(String path) {
        return new IssuerSettings(
                "main",
                "main",
                "https://issuer.test",
                Set.of("portico"),
                Set.of(SignatureAlgorithm.RS256),
                Duration.ZERO,
                Optional.empty(),
                "scope",
                Issuer.Callers.USERS,
                new IssuerSettings.KeySource.Published(URI.create(issuer.url() + path)));
    }
}
