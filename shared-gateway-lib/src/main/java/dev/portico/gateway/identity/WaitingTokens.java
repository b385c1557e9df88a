package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Who waits for which fetch of an issuer's keys, and for which key ids waiting was in vain. Bounded in both, for anybody
 * can make up key ids. Not safe for use by several threads at a time, but for {@link #missedLately} and {@link #missed}.
 */
final class WaitingTokens {

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_MISSED = 1_000;

    /** For as long as no fetch could find it, an id that was just looked for need not wait. */
    private static final Duration LATELY = KeySet.SHORTEST_INTERVAL;

    private final LongSupplier nanoTime;
    private final Cache<String, Long> missedAt = Caffeine.newBuilder()
            .maximumSize(MOST_MISSED)
            .executor(Runnable::run)
            .build();
    private final AtomicInteger waiting = new AtomicInteger();
    private CompletableFuture<Boolean> thisFetch = new CompletableFuture<>();
    private CompletableFuture<Boolean> nextFetch = new CompletableFuture<>();
    private boolean anyForTheNext;

    WaitingTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean full() {
        return waiting.get() >= MOST_WAITING;
    }

    boolean anyForTheNextFetch() {
        return anyForTheNext;
    }

    Uni<Boolean> forThisFetch() {
        return waitingFor(thisFetch);
    }

    Uni<Boolean> forTheNextFetch() {
        anyForTheNext = true;
        return waitingFor(nextFetch);
    }

    void fetchBegins() {
        thisFetch = nextFetch;
        nextFetch = new CompletableFuture<>();
        anyForTheNext = false;
    }

    /** What tells those who waited. */
    Runnable fetchEnded() {
        var ended = thisFetch;
        return () -> ended.complete(true);
    }

    void missed(String kid) {
        missedAt.put(kid, nanoTime.getAsLong());
    }

    boolean missedLately(String kid) {
        var at = missedAt.getIfPresent(kid);
        return at != null && nanoTime.getAsLong() - at < LATELY.toNanos();
    }

    private Uni<Boolean> waitingFor(CompletableFuture<Boolean> fetch) {
        waiting.incrementAndGet();
        return Uni.createFrom()
                .completionStage(fetch.whenComplete((done, never) -> waiting.decrementAndGet()))
                .memoize()
                .indefinitely();
    }
}
