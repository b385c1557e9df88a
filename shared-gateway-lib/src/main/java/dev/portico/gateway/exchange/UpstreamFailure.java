package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A call that ended without a sound answer. Expected in operation, so it carries no stack trace. */
public final class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How the call failed. */
    public enum Kind {
        /** No connection could be made. */
        UNREACHABLE,
        /** All connections are in use and as many calls wait as are allowed to. */
        BUSY,
        /** The answer did not come in time. */
        LATE,
        /** The connection broke, or what came was no sound HTTP answer, or not what was asked for. */
        BROKEN
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

    /** What the client is told. */
    public Problem problem() {
        return switch (kind) {
            case UNREACHABLE, BROKEN -> new Problem.BadGateway();
            case BUSY -> new Problem.Unavailable(1);
            case LATE -> new Problem.GatewayTimeout();
        };
    }
}
