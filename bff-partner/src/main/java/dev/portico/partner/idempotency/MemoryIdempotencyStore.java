package dev.portico.partner.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in the memory of this instance, within a bound; beyond it what was asked for least goes first, and the service
 * behind is asked again with the same key. Safe for use by any thread.
 */
final class MemoryIdempotencyStore implements IdempotencyStore {

    /** What an entry takes besides its texts; it bounds the number of entries too. */
    private static final int OVERHEAD_BYTES = 512;

    /** The largest answer that is kept; after a larger one the service is asked again. */
    private static final int LARGEST_ANSWER = 256 * 1024;

    /** What is remembered; without an answer where nobody knows what became of it. */
    private record Kept(String fingerprint, @Nullable Answer answer) {}

    private record Running(String fingerprint, long attempt, CompletableFuture<Void> ended) {}

    private final Cache<IdempotencyKey, Kept> kept;
    private final Map<IdempotencyKey, Running> running = new HashMap<>();
    private long attempts;

    /**
     * @param mostBytes about how much memory it may take
     * @param age how long an answer is kept
     */
    MemoryIdempotencyStore(long mostBytes, Duration age, Ticker ticker) {
        this.kept = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((IdempotencyKey key, Kept value) -> bytes(key, value))
                .expireAfterWrite(age)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Uni<Claim> claim(IdempotencyKey key, String fingerprint) {
        return Uni.createFrom().item(() -> claimNow(key, fingerprint));
    }

    @Override
    public Uni<Void> end(Claim.Yours claim, Ending ending) {
        return Uni.createFrom().voidItem().invoke(() -> endNow(claim, ending));
    }

    private synchronized Claim claimNow(IdempotencyKey key, String fingerprint) {
        var other = running.get(key);
        if (other != null) {
            return other.fingerprint().equals(fingerprint)
                    ? new Claim.Taken(Uni.createFrom().completionStage(other.ended()::copy))
                    : new Claim.ForAnother();
        }
        var before = kept.getIfPresent(key);
        if (before != null && !before.fingerprint().equals(fingerprint)) {
            return new Claim.ForAnother();
        }
        if (before != null && before.answer() != null) {
            return new Claim.Done(before.answer().again());
        }
        var mine = new Running(fingerprint, ++attempts, new CompletableFuture<>());
        running.put(key, mine);
        return new Claim.Yours(key, fingerprint, mine.attempt());
    }

    private void endNow(Claim.Yours claim, Ending ending) {
        var ended = stop(claim, ending);
        if (ended != null) {
            ended.complete(null);
        }
    }

    private synchronized @Nullable CompletableFuture<Void> stop(Claim.Yours claim, Ending ending) {
        var mine = running.get(claim.key());
        if (mine == null || mine.attempt() != claim.attempt()) {
            return null;
        }
        switch (ending) {
            case Ending.Done(var answer) -> keep(claim, answer.bytes() > LARGEST_ANSWER ? null : answer);
            case Ending.Unknown() -> keep(claim, null);
            case Ending.NothingDone() -> {} // an earlier attempt of which nobody knows is still one
        }
        running.remove(claim.key());
        return mine.ended();
    }

    private void keep(Claim.Yours claim, @Nullable Answer answer) {
        kept.put(claim.key(), new Kept(claim.fingerprint(), answer));
    }

    private static int bytes(IdempotencyKey key, Kept kept) {
        return OVERHEAD_BYTES
                + key.bytes()
                + kept.fingerprint().length()
                + (kept.answer() == null ? 0 : kept.answer().bytes());
    }
}
