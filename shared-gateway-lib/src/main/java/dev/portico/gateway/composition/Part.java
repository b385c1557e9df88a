package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One part of a composition: on its way, here, or missing. */
public final class Part<T> {

    private static final Logger LOG = Logger.getLogger(Part.class);

    private final String name;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Cancellable running;
    private volatile @Nullable T value;
    private volatile boolean missing;

    Part(String name, Uni<T> source) {
        this.name = name;
        this.running = started(source);
    }

    Part(String name, Uni<T> source, T fallback) {
        this.name = name;
        this.running =
                started(something(source).onFailure(UpstreamFailure.class).recoverWithItem(failure -> {
                    LOG.debugf("Part %s is missing: %s", name, failure.getMessage());
                    missing = true;
                    return fallback;
                }));
    }

    /** What the part gives. Only valid once the composition's reply is being made. */
    public T get() {
        var here = value;
        if (here == null) {
            throw new IllegalStateException("Part " + name + " is not here yet");
        }
        return here;
    }

    String name() {
        return name;
    }

    boolean missing() {
        return missing;
    }

    /** The result, for any number of subscribers; cancelling one of them leaves the part running. */
    Uni<T> result() {
        return Uni.createFrom().completionStage(result::copy);
    }

    /** Stops what still runs, for nobody waits for it any more. */
    void cancel() {
        running.cancel();
    }

    private Cancellable started(Uni<T> source) {
        return something(source)
                .subscribe()
                .with(
                        item -> {
                            value = item;
                            result.complete(item);
                        },
                        failure -> {
                            LOG.debugf("Part %s failed: %s", name, failure.getMessage());
                            result.completeExceptionally(failure);
                        });
    }

    /** A source that gives nothing has not kept its word. */
    private static <T> Uni<T> something(Uni<T> source) {
        return source.onItem()
                .ifNull()
                .failWith(() -> new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "nothing was given", null));
    }
}
