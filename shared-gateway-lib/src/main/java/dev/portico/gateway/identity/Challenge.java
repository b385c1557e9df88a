package dev.portico.gateway.identity;

import dev.portico.gateway.problem.Problem;

/** How a client is asked to say who it is (RFC 9110 section 11.6.1, RFC 6750 section 3). */
public final class Challenge {

    /** The value of {@code WWW-Authenticate} for tokens. */
    public static final String BEARER = "Bearer realm=\"portico\"";

    /** What is answered where a caller is needed and none is known. */
    public static final Problem NO_CALLER = new Problem.Unauthenticated(
            BEARER, "This needs a caller. Send a token in the field Authorization: Bearer <token>.");

    /** The value of {@code WWW-Authenticate} for API keys. */
    static final String API_KEY = "ApiKey realm=\"portico\"";

    private Challenge() {}

    /** {@link #NO_CALLER} where API keys prove callers too. */
    static Problem noCaller(String apiKeyHeader) {
        return new Problem.Unauthenticated(
                BEARER + ", " + API_KEY,
                "This needs a caller. Send an API key in the field " + apiKeyHeader
                        + ", or a token in the field Authorization: Bearer <token>.");
    }
}
