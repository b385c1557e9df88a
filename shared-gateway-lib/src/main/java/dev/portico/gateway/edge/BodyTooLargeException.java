package dev.portico.gateway.edge;

import dev.portico.gateway.problem.Problem;

/** A body of unknown length turned out to be larger than its row allows. Expected, so it carries no stack trace. */
final class BodyTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long limitBytes;

    BodyTooLargeException(long limitBytes) {
        super("more than " + limitBytes + " bytes", null, false, false);
        this.limitBytes = limitBytes;
    }

    Problem problem() {
        return new Problem.BodyTooLarge(limitBytes);
    }
}
