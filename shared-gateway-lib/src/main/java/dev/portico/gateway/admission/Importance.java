package dev.portico.gateway.admission;

import java.util.Locale;

/**
 * How much a row of the table matters when not all can be served. What is less important is refused first: it may use only a
 * part of what an event loop can hold, so that there is always room for what matters more.
 */
public enum Importance {
    LOW(0.5, false),
    NORMAL(0.75, true),
    HIGH(0.9, true),
    CRITICAL(1, false);

    private final double share;
    private final boolean kept;

    Importance(double share, boolean kept) {
        this.share = share;
        this.kept = kept;
    }

    /** As tables and metrics have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How much of the limit may be in use for one more request to be let in, 0 to 1. */
    double share() {
        return share;
    }

    /** Whether a few are let in whatever is more important, so that the row is slow to use and not gone. */
    boolean kept() {
        return kept;
    }
}
