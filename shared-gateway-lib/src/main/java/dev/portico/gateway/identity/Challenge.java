package dev.portico.gateway.identity;

import dev.portico.gateway.problem.Problem;

/** How a client is asked to say who it is (RFC 9110 section 11.6.1, RFC 6750 section 3). */
public final class Challenge {

    /** The value of {@code WWW-Authenticate}. */
    public static final String BEARER = "Bearer realm=\"portico\"";

    /** What is answered where a caller is needed and none is known. */
    public static final Problem NO_CALLER = new Problem.Unauthenticated(
            BEARER, "This needs a caller. Send a token in the field Authorization: Bearer <token>.");

    private Challenge() {}
}
