package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An issuer that answers when the test says so, and the clock that its keys grow old by. */
final class Provider {

    /** How long its keys are used while it is away. */
    static final Duration KEPT = Duration.ofHours(24);

    private final List<UniEmitter<? super KeySet.Document>> asked = new ArrayList<>();
    private int answered;
    private long nanoTime = 1_000_000;

    final KeySet keys = new KeySet("main", Uni.createFrom().emitter(asked::add), KEPT, () -> nanoTime);

    /** How often the keys were fetched. */
    int fetches() {
        return asked.size();
    }

    void passes(Duration time) {
        nanoTime += time.toNanos();
    }

    void answers(String json) {
        answers(json, KeySet.Document.USUAL_FRESHNESS);
    }

    void answers(String json, Duration freshFor) {
        asked.get(answered++).complete(new KeySet.Document(json, freshFor));
    }

    void fails() {
        asked.get(answered++).fail(new IllegalStateException("away"));
    }

    /** Has its keys fetched, and answers. */
    void publishes(String json) {
        keys.refresh();
        answers(json);
        assertThat(keys.ready()).isTrue();
    }

    VerificationKeys.Lookup find(@Nullable String kid) {
        return keys.find(kid, SignatureAlgorithm.RS256);
    }

    /** A look-up that has to wait. */
    CompletableFuture<VerificationKeys.Lookup> asking(@Nullable String kid) {
        return switch (find(kid)) {
            case VerificationKeys.Lookup.Asking(var asking) -> asking.subscribeAsCompletionStage();
            case VerificationKeys.Lookup other -> throw new AssertionError("does not ask: " + other);
        };
    }

    static Predicate<VerificationKeys.Lookup> found(PublicKey key) {
        return lookup -> lookup instanceof VerificationKeys.Lookup.Found(var found)
                && found.stream().map(VerificationKey::key).toList().equals(List.of(key));
    }

    static Consumer<VerificationKeys.Lookup> is(PublicKey key) {
        return lookup -> assertThat(lookup).matches(found(key));
    }

    /** A JWK set with one key under each id. */
    static String published(Map<String, PublicKey> keys) {
        var jwks = new ArrayList<JsonWebKey>();
        keys.forEach((id, key) -> {
            var jwk = jwk(key);
            jwk.setKeyId(id);
            jwks.add(jwk);
        });
        return new JsonWebKeySet(jwks).toJson();
    }

    static String published(String id, PublicKey key) {
        return published(Map.of(id, key));
    }

    static String published(String id, PublicKey key, String otherId, PublicKey otherKey) {
        var keys = new LinkedHashMap<String, PublicKey>();
        keys.put(id, key);
        keys.put(otherId, otherKey);
        return published(keys);
    }

    static JsonWebKey jwk(PublicKey key) {
        try {
            return JsonWebKey.Factory.newJwk(key);
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
