package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A call that ended without a sound answer. Expected in operation, so it carries no stack trace. */
public final class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How the call failed, with the problem that the client is told. */
    public enum Kind {
        /** No connection could be made. */
        UNREACHABLE(new Problem.BadGateway()),
        /** All connections are in use and as many calls wait as are allowed to. */
        BUSY(new Problem.Unavailable(1)),
        /** The answer did not come in time. */
        LATE(new Problem.GatewayTimeout()),
        /** The connection broke, or what came was no sound HTTP answer, or not what was asked for. */
        BROKEN(new Problem.BadGateway());

        private final Problem problem;

        Kind(Problem problem) {
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    private final Kind kind;

    /**
     * @param message for the log; never shown to a client
     * @param cause the I/O failure underneath, or null
     */
    public UpstreamFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
