package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The published keys of an issuer (JWKS, RFC 7517): kept, and fetched anew in the background before anybody waits for
 * them. A token with a key id that is not among them waits for a fetch that began after the token came, so that a new key is never
 * missed; there is one fetch in {@link #SHORTEST_INTERVAL} at most for all callers together. Keys that were good stay in
 * use for a while when the issuer is away. Safe for use by any thread.
 */
public final class KeySet implements VerificationKeys {

    /** How often a key id that is not known may cause a fetch. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);

    /** How often {@link #refreshIfDue} wants to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    /** How many keys are tried on one token: each costs a signature check that anybody can ask for. */
    static final int MOST_TRIED = 4;

    /** For how long after a fetch a key id that it did not bring is taken for made up, even if the next fetch fails. */
    static final Duration COMPLETE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_FRESHNESS = Duration.ofMinutes(1);
    private static final Duration LONGEST_FRESHNESS = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(KeySet.class);
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    /**
     * What an issuer answered.
     *
     * @param json the key set
     * @param freshFor how long it may be used before it is fetched anew; taken within a minute and a quarter of an hour
     */
    public record Document(String json, Duration freshFor) {

        /** The age at which keys are fetched anew where their issuer says nothing of it. */
        public static final Duration USUAL_FRESHNESS = Duration.ofMinutes(5);
    }

    private final String issuer;
    private final Uni<Document> document;
    private final Duration kept;
    private final LongSupplier nanoTime;
    private final WaitingTokens waiting;

    private volatile List<VerificationKey> keys = List.of();
    private volatile boolean failing;
    private Set<String> unusable = Set.of();
    private Duration freshFor = Duration.ZERO;
    private @Nullable Long attemptedAt;
    private volatile @Nullable Long fetchedAt;
    private boolean running;

    /**
     * @param issuer its name, for the log
     * @param document fetches the key set on each subscription, bounded in size and time
     * @param kept how long keys that were good are used while they cannot be fetched anew
     * @param nanoTime a clock in nanoseconds
     */
    public KeySet(String issuer, Uni<Document> document, Duration kept, LongSupplier nanoTime) {
        this.issuer = issuer;
        this.document = document;
        this.kept = kept;
        this.nanoTime = nanoTime;
        this.waiting = new WaitingTokens(nanoTime);
    }

    @Override
    public Lookup find(@Nullable String kid, SignatureAlgorithm algorithm) {
        var known = known(kid, algorithm);
        if (known != null) {
            return known;
        }
        if (kid != null && waiting.missedLately(kid)) {
            return missing(algorithm);
        }
        return awaited(kid, algorithm);
    }

    /**
     * Fetches the keys unless that was just tried: an issuer may have put another key under an old name. Nobody waits for it, since
     * whoever made up signatures could make good tokens wait then; the next token of the new key finds it.
     */
    @Override
    public synchronized void doubted() {
        if (!running && attemptIsDue()) {
            fetch();
        }
    }

    private synchronized Lookup awaited(@Nullable String kid, SignatureAlgorithm algorithm) {
        if (!ready() && !running && !attemptIsDue() || waiting.full()) {
            return UNAVAILABLE;
        }
        // Without any keys the fetch that is under way is as good as a later one.
        var fetched = !ready() && running ? waiting.forThisFetch() : waiting.forTheNextFetch();
        if (!running && attemptIsDue()) {
            fetch();
        }
        return new Lookup.Asking(fetched.map(done -> {
            var found = known(kid, algorithm);
            if (found == null && kid != null && !failing) {
                waiting.missed(kid);
            }
            return found == null ? missing(algorithm) : found;
        }));
    }

    @Override
    public boolean ready() {
        return !keys.isEmpty();
    }

    /**
     * Fetches the keys when they have grown old, when there are none yet, or when somebody waits for one of them, unless that
     * was just tried; for a timer to call each {@link #TICK}.
     */
    public synchronized void refreshIfDue() {
        if (ready() && older(fetchedAt, kept)) {
            LOG.errorf("The keys of issuer %s could not be fetched for %s and are no longer used", issuer, kept);
            replace(List.of());
        }
        if (!running && attemptIsDue() && (older(fetchedAt, freshFor) || waiting.anyForTheNextFetch())) {
            fetch();
        }
    }

    /** Starts a fetch, unless one is under way. */
    public synchronized void refresh() {
        if (!running) {
            fetch();
        }
    }

    private void fetch() {
        running = true;
        attemptedAt = nanoTime.getAsLong();
        waiting.fetchBegins();
        document.map(this::take)
                .onFailure()
                .recoverWithItem(this::missed)
                .subscribe()
                .with(done -> ended());
    }

    private void ended() {
        Runnable told;
        synchronized (this) {
            running = false;
            told = waiting.fetchEnded();
        }
        told.run();
    }

    private boolean attemptIsDue() {
        return older(attemptedAt, SHORTEST_INTERVAL);
    }

    private boolean older(@Nullable Long since, Duration age) {
        return since == null || nanoTime.getAsLong() - since >= age.toNanos();
    }

    /** What is left for a key id that no key has: keys without one. */
    private Lookup missing(SignatureAlgorithm algorithm) {
        var nameless = fitting(keys.stream().filter(key -> key.id() == null), algorithm);
        if (!nameless.isEmpty()) {
            return new Lookup.Found(nameless);
        }
        return ready() && (!failing || !older(fetchedAt, COMPLETE)) ? UNKNOWN : UNAVAILABLE;
    }

    /** Null where only a newer set can tell. An id whose key is for something else is known, and so is having no id. */
    private @Nullable Lookup known(@Nullable String kid, SignatureAlgorithm algorithm) {
        var published = keys;
        var named = kid == null || published.stream().allMatch(key -> key.id() == null)
                ? published
                : published.stream().filter(key -> kid.equals(key.id())).toList();
        if (named.isEmpty()) {
            return null;
        }
        var fitting = fitting(named.stream(), algorithm);
        return fitting.isEmpty() ? UNKNOWN : new Lookup.Found(fitting);
    }

    private static List<VerificationKey> fitting(Stream<VerificationKey> some, SignatureAlgorithm algorithm) {
        return some.filter(key -> key.fits(algorithm)).limit(MOST_TRIED).toList();
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

    private synchronized boolean take(Document answer) {
        var set = JwkSet.of(answer.json());
        replace(set.keys());
        fetchedAt = nanoTime.getAsLong();
        freshFor = within(answer.freshFor());
        if (!set.unusable().equals(unusable)) {
            unusable = set.unusable();
            LOG.warnf(
                    "Of the keys of issuer %s these are not used, for they are too weak, too long, or of a kind or for a"
                            + " purpose that is not known here: %s",
                    issuer, unusable);
        }
        if (failing) {
            failing = false;
            LOG.infof("The keys of issuer %s are here", issuer);
        }
        return true;
    }

    /** What stays is the same as before, so that what was verified with it stays remembered. */
    private void replace(List<VerificationKey> published) {
        var before = keys;
        keys = published.stream()
                .map(key -> before.stream().filter(key::sameAs).findFirst().orElse(key))
                .toList();
        before.stream().filter(key -> !keys.contains(key)).forEach(VerificationKey::withdraw);
    }

    private static Duration within(Duration said) {
        if (said.compareTo(SHORTEST_FRESHNESS) < 0) {
            return SHORTEST_FRESHNESS;
        }
        return said.compareTo(LONGEST_FRESHNESS) > 0 ? LONGEST_FRESHNESS : said;
    }
}
