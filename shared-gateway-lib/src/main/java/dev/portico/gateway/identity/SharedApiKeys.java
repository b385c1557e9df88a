package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.redis.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The API keys that all instances share in Redis, a hash for each. What was found is remembered for a few seconds, so that
 * a key that comes often costs no journey and one that is revoked is refused everywhere soon.
 */
public final class SharedApiKeys implements ApiKeyStore {

    /** Asks Redis for fields of a hash. */
    @FunctionalInterface
    public interface Hashes {
        Future<Outcome<List<@Nullable String>>> fields(String key, List<String> names);
    }

    /** Before the prefix, in the names of the hashes. */
    public static final String KEY = "portico:key:";

    /** For how long Redis is not asked again. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST_FOUND = 50_000;

    /** Kept apart, so that made-up prefixes push no good key out. */
    private static final int MOST_UNKNOWN = 10_000;

    private static final List<String> FIELDS =
            List.of("partner", "hash", "plan", "scopes", "roles", "expires", "addresses");

    private static final Logger LOG = Logger.getLogger(SharedApiKeys.class);
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private record Seen(Lookup lookup, long nanos) {}

    private final Hashes hashes;
    private final Duration kept;
    private final LongSupplier nanoTime;
    private final Cache<String, Seen> found = bounded(MOST_FOUND);
    private final Cache<String, Seen> unknown = bounded(MOST_UNKNOWN);
    private final Cache<String, Future<Lookup>> asking = bounded(MOST_UNKNOWN);

    /** @param kept for how long, while Redis is away, a key that was found may go on being good; zero for not at all */
    public SharedApiKeys(Hashes hashes, Duration kept, LongSupplier nanoTime) {
        this.hashes = hashes;
        this.kept = kept;
        this.nanoTime = nanoTime;
    }

    @Override
    public Lookup find(String prefix) {
        var seen = found.getIfPresent(prefix);
        seen = seen == null ? unknown.getIfPresent(prefix) : seen;
        if (seen != null && within(FRESH, seen)) {
            return seen.lookup;
        }
        var asked = ask(prefix);
        return asked.isComplete()
                ? asked.result()
                : new Lookup.Asking(Uni.createFrom().completionStage(asked::toCompletionStage));
    }

    /** Who asks for a key that somebody is asking for already waits for that answer. */
    private Future<Lookup> ask(String prefix) {
        var pending = asking.getIfPresent(prefix);
        if (pending != null) {
            return pending;
        }
        var asked = hashes.fields(KEY + prefix, FIELDS)
                .map(outcome -> decided(prefix, outcome))
                .otherwise(unexpected -> failed(prefix, unexpected));
        if (!asked.isComplete()) {
            asking.put(prefix, asked);
            asked.onComplete(done -> asking.invalidate(prefix));
        }
        return asked;
    }

    private Lookup decided(String prefix, Outcome<List<@Nullable String>> outcome) {
        return switch (outcome) {
            case Outcome.Answered(var fields) -> remembered(prefix, read(prefix, fields));
            case Outcome.Away(), Outcome.Apart() -> {
                var seen = found.getIfPresent(prefix);
                yield seen != null && within(kept, seen) ? seen.lookup : UNAVAILABLE;
            }
        };
    }

    private static Lookup failed(String prefix, Throwable unexpected) {
        LOG.errorf(unexpected, "%s%s could not be looked up", KEY, prefix);
        return UNAVAILABLE;
    }

    private Lookup remembered(String prefix, Lookup lookup) {
        var seen = new Seen(lookup, nanoTime.getAsLong());
        if (lookup instanceof Lookup.Found) {
            found.put(prefix, seen);
            unknown.invalidate(prefix);
        } else {
            found.invalidate(prefix);
            unknown.put(prefix, seen);
        }
        return lookup;
    }

    /** A hash that cannot be read lets nobody in; whoever wrote it has to learn why. */
    private static Lookup read(String prefix, List<@Nullable String> fields) {
        if (fields.size() != FIELDS.size() || fields.get(0) == null && fields.get(1) == null) {
            return UNKNOWN;
        }
        var row = new ApiKey.Row(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                words(fields.get(3)),
                words(fields.get(4)),
                fields.get(5),
                List.copyOf(words(fields.get(6))));
        try {
            return new Lookup.Found(ApiKey.of(prefix, row));
        } catch (ApiKey.InvalidRow invalid) {
            LOG.warnf("%s%s in Redis is refused: %s %s", KEY, prefix, invalid.key(), invalid.getMessage());
            return UNKNOWN;
        }
    }

    private static Set<String> words(@Nullable String list) {
        return list == null || list.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
    }

    private boolean within(Duration time, Seen seen) {
        return nanoTime.getAsLong() - seen.nanos < time.toNanos();
    }

    private static <T> Cache<String, T> bounded(int most) {
        return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }
}
