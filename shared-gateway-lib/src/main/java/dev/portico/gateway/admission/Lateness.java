package dev.portico.gateway.admission;

import java.time.Duration;

/**
 * How late an event loop was of late, as whoever comes at any time would have met it: the mean over time, not over turns. A loop
 * whose turns are late by 150 and by 5 ms, one after the other, is a loop that is more than 100 ms late.
 */
final class Lateness {

    private static final double MEMORY_NANOS = Duration.ofMillis(100).toNanos();

    private double meanNanos;

    /** @param lateNanos by how much the turn took longer than {@link ConcurrencyLimit#TURN} */
    void saw(long lateNanos) {
        var took = lateNanos + ConcurrencyLimit.TURN.toNanos();
        meanNanos += (lateNanos - meanNanos) * -Math.expm1(-took / MEMORY_NANOS);
    }

    double meanNanos() {
        return meanNanos;
    }
}
