package dev.portico.gateway;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.identity.KeySet;
import dev.portico.gateway.identity.VerificationKeys;
import dev.portico.gateway.upstream.HttpUpstream;
import dev.portico.gateway.upstream.UpstreamSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Fetches the published keys of an issuer, as a call to an upstream like any other. */
final class PublishedKeys {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LARGEST = 256 * 1024;

    private PublishedKeys() {}

    /** The keys of an issuer; published ones are fetched from now on. */
    static VerificationKeys keys(IssuerSettings issuer, Vertx vertx) {
        return switch (issuer.keys()) {
            case IssuerSettings.KeySource.Given(var key) -> new VerificationKeys.Fixed(key);
            case IssuerSettings.KeySource.Published(var jwks) -> {
                var keys = new KeySet(issuer.name(), document(jwks, vertx), System::nanoTime);
                keys.refresh();
                vertx.setPeriodic(KeySet.SHORTEST_INTERVAL.toMillis(), due -> keys.refreshIfDue());
                yield keys;
            }
        };
    }

    private static Uni<String> document(URI jwks, Vertx vertx) {
        var origin = URI.create(jwks.getScheme() + "://" + jwks.getRawAuthority());
        var upstream = new HttpUpstream(
                vertx, new UpstreamSettings("jwks", List.of(origin), 1, 1, Duration.ofSeconds(2), TIMEOUT));
        var target = (jwks.getRawPath().isEmpty() ? "/" : jwks.getRawPath())
                + (jwks.getRawQuery() == null ? "" : "?" + jwks.getRawQuery());
        return Uni.createFrom().deferred(() -> fetch(upstream, target, vertx));
    }

    private static Uni<String> fetch(Upstream upstream, String target, Vertx vertx) {
        var deadline = Deadline.in(TIMEOUT);
        var headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/jwk-set+json, application/json");
        var call =
                new Call("GET", target, headers, Body.empty(), deadline, Exchange.of(new OwnRequest()), interim -> {});
        return upstream.fetch(call).chain(reply -> {
            if (reply.status() != 200) {
                reply.discard();
                return Uni.createFrom().failure(new IOException("status " + reply.status()));
            }
            return reply.body().collect(vertx, LARGEST, deadline).map(Buffer::toString);
        });
    }
}
