package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One part of a composition: on its way, here, or replaced. */
public final class Part<T> {

    /** What it is that is here. */
    enum State {
        SOUND,
        STALE,
        MISSING
    }

    /** What stands in for a part that failed. */
    record Substitute<T>(State state, T value) {}

    private static final Logger LOG = Logger.getLogger(Part.class);

    private final Promise<T> result = Promise.promise();
    private final String name;
    private final @Nullable Supplier<Substitute<T>> substitute;
    private final Cancellable running;
    private volatile @Nullable T value;
    private volatile State state = State.SOUND;

    /** @param substitute null where nothing can stand in for the part */
    Part(String name, Uni<T> source, @Nullable Supplier<Substitute<T>> substitute) {
        this.name = name;
        this.substitute = substitute;
        this.running = source.subscribe().with(this::came, this::failed);
    }

    /** What the part gives. Only valid once the composition's reply is being made. */
    public T get() {
        var here = value;
        if (here == null) {
            throw new IllegalStateException("Part " + name + " is not here yet");
        }
        return here;
    }

    State state() {
        return state;
    }

    /** What it gives, once it is here or replaced. */
    Future<T> result() {
        return result.future();
    }

    /** Stops what still runs, for nobody waits for it any more. */
    void cancel() {
        running.cancel();
    }

    private void came(@Nullable T item) {
        if (item == null) { // A source that gives nothing has not kept its word.
            failed(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "nothing was given", null));
        } else {
            is(item);
        }
    }

    private void failed(Throwable failure) {
        LOG.debugf("Part %s failed: %s", name, failure.getMessage());
        if (substitute == null || !(failure instanceof UpstreamFailure)) {
            result.tryFail(failure);
            return;
        }
        var instead = substitute.get();
        state = instead.state();
        is(instead.value());
    }

    private void is(T item) {
        value = item;
        result.tryComplete(item);
    }
}
