package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.IssuerSettings.KeySource;
import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.TokenRules;
import dev.portico.gateway.identity.VerificationKeys;
import dev.portico.gateway.wire.Peer;
import dev.portico.gateway.wire.UpstreamDouble;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the connection to an issuer that publishes something else than a few keys. */
class PublishedKeysTest {

    private static final String ISSUER = "https://issuer.test";

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

    @Test
    void tokens_that_are_asked_about_hold_up_no_fetch_of_keys() {
        issuer.on("/introspect", Peer::awaitEnd);
        var asked = new CompletableFuture<Void>();
        issuer.on("/keys", peer -> asked.complete(null));
        var asking = new IntrospectionSettings(
                "asked",
                published("/keys").rules(),
                published("/keys").caller(),
                URI.create(issuer.url() + "/introspect"),
                "Basic eDp5",
                Duration.ofSeconds(30));
        try (var keys = new PublishedKeys(vertx)) {
            for (int i = 0; i < 20; i++) {
                keys.introspected(asking, "token" + i).subscribe().with(answer -> {}, failure -> {});
            }
            keys.of(published("/keys"));
            asked.orTimeout(3, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void metadata_leads_to_the_keys() {
        issuer.on("/metadata", answering("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + issuer.url() + "/jwks\"}"));
        var asked = new CompletableFuture<Void>();
        issuer.on("/jwks", peer -> asked.complete(null));
        try (var keys = new PublishedKeys(vertx)) {
            keys.of(discovered("/metadata"));
            asked.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    static List<String> misleading() {
        return List.of(
                "{\"issuer\":\"https://another.test\",\"jwks_uri\":\"URL/jwks\"}",
                "{\"issuer\":\"https://issuer.test/\",\"jwks_uri\":\"URL/jwks\"}",
                "{\"issuer\":[\"https://issuer.test\"],\"jwks_uri\":\"URL/jwks\"}",
                "{\"jwks_uri\":\"URL/jwks\"}",
                "{\"issuer\":\"https://issuer.test\",\"jwks_uri\":\"http://keys.evil.example/jwks\"}",
                "{\"issuer\":\"https://issuer.test\",\"jwks_uri\":\"file:///etc/passwd\"}",
                "{\"issuer\":\"https://issuer.test\"}",
                "no json");
    }

    @ParameterizedTest
    @MethodSource("misleading")
    void metadata_that_is_not_the_issuers_or_leads_elsewhere_is_not_followed(String metadata) {
        issuer.on("/metadata", answering(metadata.replace("URL", issuer.url())));
        try (var keys = new PublishedKeys(vertx)) {
            var found = keys.of(discovered("/metadata"));
            var lookup = found.find("k1", SignatureAlgorithm.RS256);
            assertThat(lookup).isInstanceOf(VerificationKeys.Lookup.Asking.class);
            assertThat(((VerificationKeys.Lookup.Asking) lookup)
                            .lookup()
                            .await()
                            .atMost(Duration.ofSeconds(10)))
                    .isEqualTo(new VerificationKeys.Lookup.Unavailable());
            assertThat(issuer.drain()).allMatch(seen -> seen.head().startsWith("GET /metadata"));
        }
    }

    private static UpstreamDouble.Script answering(String body) {
        return peer -> peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
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
        return issuer(new KeySource.Published(URI.create(issuer.url() + path), Duration.ofHours(1)));
    }

    private IssuerSettings discovered(String path) {
        return issuer(new KeySource.Discovered(URI.create(issuer.url() + path), false, Duration.ofHours(1)));
    }

    private static IssuerSettings issuer(KeySource source) {
        return new IssuerSettings(
                "main",
                Set.of(SignatureAlgorithm.RS256),
                new TokenRules(ISSUER, Set.of("portico"), TokenRules.USUAL_TYPES, Map.of(), Duration.ZERO),
                new CallerClaims("main", CallerClaims.Callers.USERS, "sub", List.of("groups"), "scope"),
                source);
    }
}
