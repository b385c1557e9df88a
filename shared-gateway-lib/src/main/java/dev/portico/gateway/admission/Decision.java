package dev.portico.gateway.admission;

/** What a limit says of one charge. */
public sealed interface Decision {

    /**
     * It fits.
     *
     * @param remaining how many permits are left after it
     * @param resetMicros until permits come back: the end of a window, or a bucket is full
     * @param stamp when it was charged, by the counter's own time in microseconds; for {@link Counters#giveBack}
     * @param by who counted it
     */
    record Admitted(long remaining, long resetMicros, long stamp, Store by) implements Decision {}

    /**
     * It does not fit.
     *
     * @param remaining how many permits are left, fewer than it costs
     * @param waitMicros until it does, if nothing else passes before
     */
    record Refused(long remaining, long waitMicros) implements Decision {}

    /** Nobody counted it: Redis is away and the limit lets pass. */
    record Uncounted() implements Decision {}

    /** Whether it fits is not known: Redis is away and the limit refuses then. */
    record Unknown() implements Decision {}

    /** Where a count is kept. */
    enum Store {
        MEMORY,
        REDIS
    }

    /** Whether the request may pass, as far as this limit goes. */
    default boolean passes() {
        return switch (this) {
            case Admitted _, Uncounted() -> true;
            case Refused _, Unknown() -> false;
        };
    }
}
