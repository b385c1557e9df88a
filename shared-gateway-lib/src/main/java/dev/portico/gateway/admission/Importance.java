package dev.portico.gateway.admission;

import java.util.Locale;

/**
 * How much a row of the table matters when not all can be served. What is less important is refused first: it leaves room for
 * what is more important, as much as that used of late, and some in any case.
 */
public enum Importance {
    LOW(0, 0.5, false),
    NORMAL(1, 0.75, true),
    HIGH(2, 0.9, true),
    CRITICAL(3, 1, false);

    static final int RANKS = 4;

    private final int rank;
    private final double share;
    private final boolean kept;

    Importance(int rank, double share, boolean kept) {
        this.rank = rank;
        this.share = share;
        this.kept = kept;
    }

    /** As tables and metrics have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From 0; what is more important has the higher one. */
    int rank() {
        return rank;
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
