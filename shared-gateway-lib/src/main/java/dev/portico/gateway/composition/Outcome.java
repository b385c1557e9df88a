package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.util.function.IntFunction;

/** What has become of a write. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T answer) implements Outcome<T> {}

    /**
     * It was not done: the upstream answered with a 4xx.
     *
     * @param status of that answer
     */
    record Refused<T>(int status) implements Outcome<T> {}

    /** Nobody here can say: it was sent, and no sound answer came back. */
    record Unknown<T>(UpstreamFailure why) implements Outcome<T> {}

    /**
     * The answer of a write that was done.
     *
     * @param refused what to tell the client where the upstream refused, by its status
     * @throws Refusal where it was not, or where nobody knows
     */
    default T orRefuse(IntFunction<Problem> refused) {
        return switch (this) {
            case Done<T>(var answer) -> answer;
            case Refused<T>(var status) -> throw new Refusal(refused.apply(status));
            case Unknown<T> unknown -> throw new Refusal(new Problem.OutcomeUnknown());
        };
    }
}
