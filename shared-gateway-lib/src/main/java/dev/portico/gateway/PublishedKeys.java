package dev.portico.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.identity.KeySet;
import dev.portico.gateway.identity.VerificationKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fetches the published keys of issuers, and asks one about its tokens, until it is closed. */
final class PublishedKeys implements AutoCloseable {

    private static final String ACCEPTED_KEYS = "application/jwk-set+json, application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final IssuerCalls calls;

    /** Apart, so that a flood of tokens to ask about holds up no fetch of keys from the same issuer. */
    private final IssuerCalls askingAboutTokens;

    private final List<Long> timers = new ArrayList<>();

    PublishedKeys(Vertx vertx) {
        this.vertx = vertx;
        this.calls = new IssuerCalls(vertx);
        this.askingAboutTokens = new IssuerCalls(vertx);
    }

    /** The keys of an issuer; published ones are fetched from now on. */
    VerificationKeys of(IssuerSettings issuer) {
        return switch (issuer.keys()) {
            case IssuerSettings.KeySource.Given(var key) -> VerificationKeys.given(key);
            case IssuerSettings.KeySource.Published(var jwks, var kept) -> kept(issuer, kept, fetched(jwks));
            case IssuerSettings.KeySource.Discovered(var document, var plainHttp, var kept) -> {
                var expected = issuer.rules().issuer();
                yield kept(issuer, kept, Uni.createFrom().completionStage(() -> calls.get(document, "application/json")
                        .map(found -> announced(found.text(), expected, plainHttp))
                        .compose(jwks -> calls.get(jwks, ACCEPTED_KEYS))
                        .map(PublishedKeys::document)
                        .toCompletionStage()));
            }
        };
    }

    /** What an issuer answers about a token (RFC 7662 section 2). */
    Uni<String> introspected(IntrospectionSettings issuer, String token) {
        var form = "token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII) + "&token_type_hint=access_token";
        return Uni.createFrom().completionStage(() -> askingAboutTokens
                .post(issuer.address(), form, issuer.credentials())
                .map(IssuerCalls.Answer::text)
                .toCompletionStage());
    }

    /** Fetches nothing any more; the keys that were fetched stay. */
    @Override
    public void close() {
        timers.forEach(vertx::cancelTimer);
        calls.close();
        askingAboutTokens.close();
    }

    private KeySet kept(IssuerSettings issuer, Duration kept, Uni<KeySet.Document> document) {
        var keys = new KeySet(issuer.name(), document, kept, System::nanoTime);
        keys.refresh();
        timers.add(vertx.setPeriodic(KeySet.TICK.toMillis(), due -> keys.refreshIfDue()));
        return keys;
    }

    private Uni<KeySet.Document> fetched(URI jwks) {
        return Uni.createFrom().completionStage(() -> calls.get(jwks, ACCEPTED_KEYS)
                .map(PublishedKeys::document)
                .toCompletionStage());
    }

    private static KeySet.Document document(IssuerCalls.Answer answer) {
        return new KeySet.Document(answer.text(), answer.freshFor().orElse(KeySet.Document.USUAL_FRESHNESS));
    }

    /** Metadata of another issuer would have its keys taken for this one's (OpenID Connect Discovery section 4.3). */
    private static URI announced(String metadata, String issuer, boolean plainHttp) {
        try {
            var found = JSON.readTree(metadata);
            if (!issuer.equals(found.path("issuer").textValue())) {
                throw new IllegalArgumentException("the metadata is that of another issuer");
            }
            return IssuerAddress.of(
                    found.path("jwks_uri").asText(), plainHttp, "jwks_uri with https into the issuer's metadata");
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the metadata is no JSON", malformed);
        }
    }
}
