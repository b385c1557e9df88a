package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One answer put together from several sources. Parts start as soon as they are named, so they run side by side, each with
 * its own deadline inside that of the whole. A required part that fails fails the whole; an optional one is replaced and
 * listed as missing. Only an {@link UpstreamFailure} counts as the failure of a source, and so does giving null: anything
 * else is a defect. Parts that still run when the whole fails or is cancelled are cancelled.
 *
 * <p>For one request, on one thread.
 */
public final class Composition {

    private final Deadline whole;
    private final List<Part<?>> parts = new ArrayList<>();

    private Composition(Deadline whole) {
        this.whole = whole;
    }

    /** @param time how long the whole may take */
    public static Composition within(Duration time) {
        return new Composition(Deadline.in(time));
    }

    /** A part without which there is no answer. */
    public <T> Part<T> required(String name, Duration time, Function<Deadline, Uni<T>> source) {
        return add(new Part<>(name, started(source, time)));
    }

    /** A part that the answer can do without. */
    public <T> Part<T> optional(String name, Duration time, T fallback, Function<Deadline, Uni<T>> source) {
        return add(new Part<>(name, started(source, time), fallback));
    }

    /** A part that the answer can do without and that starts with the result of another one. */
    public <S, T> Part<T> optionalAfter(
            Part<S> first, String name, Duration time, T fallback, BiFunction<S, Deadline, Uni<T>> source) {
        var started = first.result().chain(result -> source.apply(result, deadline(time)));
        return add(new Part<>(name, started, fallback));
    }

    /** The answer, made once all parts are in; it may {@link Part#get()} each of them. */
    public <V> Uni<V> reply(Supplier<V> view) {
        if (parts.isEmpty()) {
            return Uni.createFrom().item(view);
        }
        var results = parts.stream().map(Part::result).toList();
        return Uni.combine()
                .all()
                .unis(results)
                .with(all -> view.get())
                .onFailure()
                .invoke(this::cancel)
                .onCancellation()
                .invoke(this::cancel);
    }

    /** The names of the parts that failed and were replaced, in the order in which they were named. */
    public List<String> missing() {
        return parts.stream().filter(Part::missing).map(Part::name).toList();
    }

    private <T> Uni<T> started(Function<Deadline, Uni<T>> source, Duration time) {
        try {
            return source.apply(deadline(time));
        } catch (RuntimeException defect) {
            cancel();
            throw defect;
        }
    }

    private void cancel() {
        parts.forEach(Part::cancel);
    }

    private Deadline deadline(Duration time) {
        return Deadline.in(time).or(whole);
    }

    private <T> Part<T> add(Part<T> part) {
        parts.add(part);
        return part;
    }
}
