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
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches the published keys of issuers, as calls to upstreams like any other, until it is closed. */
final class PublishedKeys implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LARGEST = 256 * 1024;

    private final Vertx vertx;
    private final List<HttpUpstream> upstreams = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();

    PublishedKeys(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The keys of an issuer; published ones are fetched from now on. */
    VerificationKeys of(IssuerSettings issuer) {
        return switch (issuer.keys()) {
            case IssuerSettings.KeySource.Given(var key) -> new VerificationKeys.Fixed(key);
            case IssuerSettings.KeySource.Published(var jwks) -> {
                var keys = new KeySet(issuer.name(), document(jwks), System::nanoTime);
                keys.refresh();
                timers.add(vertx.setPeriodic(KeySet.SHORTEST_INTERVAL.toMillis(), due -> keys.refreshIfDue()));
                yield keys;
            }
        };
    }

    /** Fetches nothing any more; the keys that were fetched stay. */
    @Override
    public void close() {
        timers.forEach(vertx::cancelTimer);
        upstreams.forEach(HttpUpstream::close);
    }

    private Uni<String> document(URI jwks) {
        var origin = URI.create(jwks.getScheme() + "://" + jwks.getRawAuthority());
        var upstream = new HttpUpstream(
                vertx, new UpstreamSettings("jwks", List.of(origin), 1, 1, Duration.ofSeconds(2), TIMEOUT));
        upstreams.add(upstream);
        var target = (jwks.getRawPath().isEmpty() ? "/" : jwks.getRawPath())
                + (jwks.getRawQuery() == null ? "" : "?" + jwks.getRawQuery());
        return Uni.createFrom().completionStage(() -> fetch(upstream, target).toCompletionStage());
    }

    private Future<String> fetch(Upstream upstream, String target) {
        var deadline = Deadline.in(TIMEOUT);
        var headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/jwk-set+json, application/json");
        var call =
                new Call("GET", target, headers, Body.empty(), deadline, Exchange.of(new OwnRequest()), interim -> {});
        return upstream.fetch(call).compose(reply -> {
            if (reply.status() != 200) {
                reply.discard();
                return Future.failedFuture(new IOException("status " + reply.status()));
            }
            return reply.collect(vertx, LARGEST, deadline).map(content -> new String(content, StandardCharsets.UTF_8));
        });
    }
}
