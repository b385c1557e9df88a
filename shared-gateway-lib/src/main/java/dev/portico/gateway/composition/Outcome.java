package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.util.function.IntFunction;

/** What has become of a write. */
public sealed interface Outcome<T> {

    /** How long a client waits that is told to ask again. */
    long RETRY_AFTER_SECONDS = 1;

    /** It was done. */
    record Done<T>(T answer) implements Outcome<T> {}

    /**
     * It was not done: the upstream answered with a 4xx other than 408 and 409.
     *
     * @param status of that answer
     */
    record Refused<T>(int status) implements Outcome<T> {}

    /**
     * 409: the same write, sent before, is still being worked on (draft-ietf-httpapi-idempotency-key-header section 2.7), so
     * it may yet be done. Whoever knows that an upstream answers so where things do not allow the change may read it so.
     */
    record Conflict<T>() implements Outcome<T> {}

    /** Nobody here can say: it was sent, and no sound answer came back. */
    record Unknown<T>(UpstreamFailure why) implements Outcome<T> {}

    /**
     * The answer of a write that was done.
     *
     * @param refused what to tell the client where the upstream refused, by its status
     * @throws Refusal where it was not, where it is still being worked on, or where nobody knows
     */
    default T orRefuse(IntFunction<Problem> refused) {
        return switch (this) {
            case Done<T>(var answer) -> answer;
            case Refused<T>(var status) -> throw new Refusal(refused.apply(status));
            case Conflict<T>() -> throw new Refusal(new Problem.InProgress(RETRY_AFTER_SECONDS));
            case Unknown<T> unknown -> throw new Refusal(new Problem.OutcomeUnknown());
        };
    }
}
