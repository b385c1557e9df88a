package dev.portico.partner.idempotency;

import dev.portico.gateway.composition.Digest;
import dev.portico.gateway.composition.Outcome;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a write done once, however often it is sent with the same key (draft-ietf-httpapi-idempotency-key-header): the first
 * answer is given again. What surely changed nothing is not remembered; of what nobody knows the outcome, the next attempt
 * asks the service again, with the key that the service had before.
 */
@Singleton
public final class Idempotency {

    private static final String ANOTHER =
            "This Idempotency-Key stands for another request. Send the request that it was made for, or make a new key.";

    private final IdempotencyStore store;
    private final IdempotencySettings settings;
    private final Vertx vertx;

    Idempotency(IdempotencyStore store, IdempotencySettings settings, Vertx vertx) {
        this.store = store;
        this.settings = settings;
        this.vertx = vertx;
    }

    /**
     * The first answer where there is one, else that of the write. The write goes on when nobody waits for it any more.
     * Fails with {@link Refusal} where the key stands for another content, or somebody else is at it for too long.
     *
     * @param content what makes two requests with one key the same
     * @param write fails with {@link UpstreamFailure} or {@link Refusal} only where nothing was sent
     */
    public Uni<Outcome<Answer>> once(IdempotencyKey key, String content, Supplier<Uni<Outcome<Answer>>> write) {
        return attempt(key, Digest.of(content), Deadline.in(settings.patience()), write);
    }

    private Uni<Outcome<Answer>> attempt(
            IdempotencyKey key, String fingerprint, Deadline patience, Supplier<Uni<Outcome<Answer>>> write) {
        return store.claim(key, fingerprint).chain(claim -> switch (claim) {
            case Claim.Yours yours -> perform(yours, write);
            case Claim.Done(var answer) -> Uni.createFrom().item(new Outcome.Done<>(answer));
            case Claim.Taken(var ended) ->
                within(patience, ended).chain(over -> attempt(key, fingerprint, patience, write));
            case Claim.ForAnother() -> Uni.createFrom().failure(new Refusal(new Problem.UnprocessableContent(ANOTHER)));
        });
    }

    /** Does it on its own account, so that a client that hangs up finds the answer when it comes back. */
    private Uni<Outcome<Answer>> perform(Claim.Yours claim, Supplier<Uni<Outcome<Answer>>> write) {
        var done = new CompletableFuture<Outcome<Answer>>();
        Uni.createFrom()
                .<Outcome<Answer>>deferred(write::get)
                .onItemOrFailure()
                .call((outcome, failure) -> store.end(claim, ending(outcome, failure)))
                .subscribe()
                .with(done::complete, done::completeExceptionally);
        return Uni.createFrom().completionStage(done::copy);
    }

    private static Ending ending(@Nullable Outcome<Answer> outcome, @Nullable Throwable failure) {
        return switch (outcome) {
            case Outcome.Done<Answer>(var answer) -> new Ending.Done(answer);
            case Outcome.Refused<Answer> refused -> new Ending.NothingDone();
            case Outcome.Conflict<Answer> conflict -> new Ending.Unknown();
            case Outcome.Unknown<Answer> unknown -> new Ending.Unknown();
            case null ->
                failure instanceof UpstreamFailure || failure instanceof Refusal
                        ? new Ending.NothingDone()
                        : new Ending.Unknown();
        };
    }

    /** Waits on the thread of the request for what ends on another one's. */
    private Uni<Void> within(Deadline patience, Uni<Void> ended) {
        return Uni.createFrom().emitter(emitter -> {
            var home = vertx.getOrCreateContext();
            var timer = vertx.setTimer(
                    patience.remainingMillis(),
                    fired -> emitter.fail(new Refusal(new Problem.InProgress(Outcome.RETRY_AFTER_SECONDS))));
            var waiting =
                    ended.subscribe().with(over -> home.runOnContext(back -> emitter.complete(null)), emitter::fail);
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                waiting.cancel();
            });
        });
    }
}
