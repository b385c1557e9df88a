package dev.portico.gateway.redis;

import java.util.function.Function;

/**
 * What came of asking Redis. That it is away is an ordinary day, so it is a value: whoever asks has to say what it does
 * then.
 */
public sealed interface Outcome<T> {

    /** Redis answered in time. */
    record Answered<T>(T value) implements Outcome<T> {}

    /** It did not, or was not asked because it has not answered for a while; whether it acted is not known. */
    record Away<T>() implements Outcome<T> {}

    /**
     * The keys are on two servers, as while their slot moves: nothing was done, and each has to be asked for by itself. So it
     * is said of several keys only.
     */
    record Apart<T>() implements Outcome<T> {}

    default <R> Outcome<R> map(Function<T, R> reading) {
        return switch (this) {
            case Answered(var value) -> new Answered<>(reading.apply(value));
            case Away() -> new Away<>();
            case Apart() -> new Apart<>();
        };
    }
}
