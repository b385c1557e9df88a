package dev.portico.gateway.composition;

import dev.portico.gateway.composition.Part.State;
import dev.portico.gateway.composition.Part.Substitute;
import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer put together from several sources. Parts start as soon as they are named, so they run side by side, each with
 * its own deadline inside that of the whole. A required part that fails fails the whole; an optional one is replaced and
 * listed as missing; one that may be stale is replaced by the last good answer, and listed as stale, or as missing where
 * there is none. Only an {@link UpstreamFailure} counts as the failure of a source, and so does giving null: anything else
 * is a defect. Parts that still run when the whole fails or is cancelled are cancelled.
 *
 * <p>An answer that lacks something is not to be kept by anybody; any other one as long as the least cacheable of the
 * answers that went into it ({@link Cacheability}).
 *
 * <p>For one request, on one thread.
 *
 * @param <P> how the screen names its parts
 */
public final class Composition<P> {

    /** A part and what the screen calls it. */
    private record Named<P>(P name, Part<?> part) {}

    private final PartContext whole;
    private final List<Named<P>> parts = new ArrayList<>();

    Composition(PartContext whole) {
        this.whole = whole;
    }

    /** A part without which there is no answer. */
    public <T> Part<T> required(P name, Duration time, Function<PartContext, Uni<T>> source) {
        return add(name, started(source, time), null);
    }

    /** A part without which there is no answer and that starts with the result of another one. */
    public <S, T> Part<T> requiredAfter(
            Part<S> first, P name, Duration time, BiFunction<S, PartContext, Uni<T>> source) {
        return add(name, after(first, source, time), null);
    }

    /** A part that the answer can do without. */
    public <T> Part<T> optional(P name, Duration time, T fallback, Function<PartContext, Uni<T>> source) {
        return add(name, started(source, time), () -> new Substitute<>(State.MISSING, fallback));
    }

    /** A part that the answer can do without and that starts with the result of another one. */
    public <S, T> Part<T> optionalAfter(
            Part<S> first, P name, Duration time, T fallback, BiFunction<S, PartContext, Uni<T>> source) {
        return add(name, after(first, source, time), () -> new Substitute<>(State.MISSING, fallback));
    }

    /**
     * A part of which the last good answer will do.
     *
     * @param fallback what stands in its place where there is none
     */
    public <T> Part<T> staleOk(
            P name, Duration time, LastGood<T> last, T fallback, Function<PartContext, Uni<T>> source) {
        var exchange = whole.exchange();
        var fresh = started(source, time).onItem().ifNotNull().invoke(answer -> last.keep(exchange, answer));
        return add(name, fresh, () -> last.find(exchange)
                .map(answer -> new Substitute<>(State.STALE, answer))
                .orElseGet(() -> new Substitute<>(State.MISSING, fallback)));
    }

    /** The answer, made once all parts are in; it may {@link Part#get()} each of them. */
    public <V> Uni<V> reply(Supplier<V> view) {
        if (parts.isEmpty()) {
            return Uni.createFrom().item(view);
        }
        return Uni.createFrom().emitter(emitter -> {
            emitter.onTermination(this::cancel);
            Future.all(parts.stream().map(named -> named.part().result()).toList())
                    .map(all -> answer(view))
                    .onSuccess(emitter::complete)
                    .onFailure(emitter::fail);
        });
    }

    /** The parts that failed and were replaced by what was given for that, in the order in which they were named. */
    public List<P> missing() {
        return in(State.MISSING);
    }

    /** The parts that failed and are shown as they were last, in the order in which they were named. */
    public List<P> stale() {
        return in(State.STALE);
    }

    private List<P> in(State state) {
        return parts.stream()
                .filter(named -> named.part().state() == state)
                .map(Named::name)
                .toList();
    }

    private <V> V answer(Supplier<V> view) {
        if (parts.stream().anyMatch(named -> named.part().state() != State.SOUND)) {
            whole.exchange().calls().used(Cacheability.NOT_KEPT);
        }
        return view.get();
    }

    private <T> Uni<T> started(Function<PartContext, Uni<T>> source, Duration time) {
        try {
            return source.apply(whole.within(time));
        } catch (RuntimeException defect) {
            cancel();
            throw defect;
        }
    }

    private <S, T> Uni<T> after(Part<S> first, BiFunction<S, PartContext, Uni<T>> source, Duration time) {
        return Uni.createFrom()
                .<S>emitter(
                        emitter -> first.result().onSuccess(emitter::complete).onFailure(emitter::fail))
                .chain(result -> source.apply(result, whole.within(time)));
    }

    private void cancel() {
        parts.forEach(named -> named.part().cancel());
    }

    private <T> Part<T> add(P name, Uni<T> source, @Nullable Supplier<Substitute<T>> substitute) {
        var part = new Part<>(String.valueOf(name), source, substitute);
        parts.add(new Named<>(name, part));
        return part;
    }
}
