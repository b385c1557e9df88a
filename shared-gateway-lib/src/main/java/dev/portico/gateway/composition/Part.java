package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One part of a composition: on its way, here, or missing. */
public final class Part<T> {

    private static final Logger LOG = Logger.getLogger(Part.class);

    private final String name;
    private final Uni<T> result;
    private volatile @Nullable T value;
    private volatile boolean missing;

    Part(String name, Uni<T> source) {
        this.name = name;
        this.result = started(source);
    }

    Part(String name, Uni<T> source, T fallback) {
        this.name = name;
        this.result = started(source.onFailure(UpstreamFailure.class).recoverWithItem(failure -> {
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

    Uni<T> result() {
        return result;
    }

    private Uni<T> started(Uni<T> source) {
        var shared = source.invoke(item -> value = item).memoize().indefinitely();
        shared.subscribe().with(item -> {}, failure -> LOG.debugf("Part %s failed: %s", name, failure.getMessage()));
        return shared;
    }
}
