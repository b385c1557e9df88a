package dev.portico.gateway.identity;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The published keys of an issuer (JWKS, RFC 7517): kept, and fetched anew in the background before anybody waits for
 * them. A key id that is not among them has them fetched, at most once in {@link #SHORTEST_INTERVAL} for all callers together. Keys that
 * were good stay in use while the issuer is away.
 */
public final class KeySet implements VerificationKeys {

    /** How often a key id that is not known may cause a fetch. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);

    /** The age at which the keys are fetched anew. */
    static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(KeySet.class);
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private final String issuer;
    private final Uni<String> document;
    private final LongSupplier nanoTime;

    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile @Nullable PublicKey onlyKey;
    private volatile boolean failing;
    private @Nullable Long attemptedAt;
    private @Nullable Long fetchedAt;
    private @Nullable Uni<Boolean> running;

    /**
     * @param issuer its name, for the log
     * @param document fetches the key set as JSON on each subscription, bounded in size and time
     * @param nanoTime a clock in nanoseconds
     */
    public KeySet(String issuer, Uni<String> document, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.document = document;
        this.nanoTime = nanoTime;
    }

    @Override
    public Lookup find(@Nullable String kid) {
        var key = known(kid);
        if (key != null) {
            return new Lookup.Found(key);
        }
        if (!attemptIsDue() && !fetching()) {
            return missing();
        }
        return new Lookup.Asking(refresh().map(fetched -> {
            var found = known(kid);
            return found != null ? new Lookup.Found(found) : missing();
        }));
    }

    @Override
    public boolean ready() {
        return !keys.isEmpty() || onlyKey != null;
    }

    /**
     * Fetches the keys when they have grown old or there are none yet, unless that was just tried; for a timer to call
     * each {@link #SHORTEST_INTERVAL}.
     */
    public void refreshIfDue() {
        if (keysAreOld() && attemptIsDue()) {
            refresh();
        }
    }

    /** Starts a fetch, or joins the one that is running. The Uni gives whether it succeeded and never fails. */
    public synchronized Uni<Boolean> refresh() {
        var joined = running;
        if (joined != null) {
            return joined;
        }
        attemptedAt = nanoTime.getAsLong();
        var started = document.map(this::take)
                .onFailure()
                .recoverWithItem(this::missed)
                .onTermination()
                .invoke(this::done)
                .memoize()
                .indefinitely();
        running = started;
        started.subscribe().with(fetched -> {});
        return started;
    }

    private synchronized void done() {
        running = null;
    }

    private synchronized void fetched() {
        fetchedAt = nanoTime.getAsLong();
    }

    private synchronized boolean fetching() {
        return running != null;
    }

    private synchronized boolean attemptIsDue() {
        return older(attemptedAt, SHORTEST_INTERVAL);
    }

    private synchronized boolean keysAreOld() {
        return older(fetchedAt, FRESH_FOR);
    }

    private boolean older(@Nullable Long since, Duration age) {
        return since == null || nanoTime.getAsLong() - since >= age.toNanos();
    }

    private Lookup missing() {
        return ready() ? UNKNOWN : UNAVAILABLE;
    }

    private @Nullable PublicKey known(@Nullable String kid) {
        return kid == null ? onlyKey : keys.get(kid);
    }

    private boolean missed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf(
                    "The keys of issuer %s could not be fetched, which is tried again within %d s each time: %s",
                    issuer, 2 * SHORTEST_INTERVAL.toSeconds(), failure.getMessage());
        }
        return false;
    }

    private boolean take(String json) {
        try {
            var byId = new HashMap<String, PublicKey>();
            PublicKey last = null;
            var usable = 0;
            for (var jwk : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (jwk instanceof PublicJsonWebKey publicJwk && !"enc".equals(jwk.getUse())) {
                    usable++;
                    last = publicJwk.getPublicKey();
                    if (jwk.getKeyId() != null) {
                        byId.put(jwk.getKeyId(), last);
                    }
                }
            }
            if (last == null) {
                throw new IllegalArgumentException("the set holds no public key for signatures");
            }
            keys = Map.copyOf(byId);
            onlyKey = usable == 1 ? last : null;
            fetched();
            if (failing) {
                failing = false;
                LOG.infof("The keys of issuer %s are here", issuer);
            }
            return true;
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("the answer is no JWK set", malformed);
        }
    }
}
