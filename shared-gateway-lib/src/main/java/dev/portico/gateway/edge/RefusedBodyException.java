package dev.portico.gateway.edge;

import dev.portico.gateway.problem.Problem;

/** A client's body turned out, while it was passed on, to be one to refuse. Expected, so it carries no stack trace. */
final class RefusedBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedBodyException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
