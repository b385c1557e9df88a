package dev.portico.gateway.admission;

/**
 * How many requests of each importance come in during a turn of an event loop, as an average of the last turns: what room has
 * to be left for, since whoever matters more may come later in the same turn.
 */
final class Arrivals {

    /** What one turn says counts for a quarter. */
    private static final double WEIGHT = 0.25;

    /** Turns of an overloaded loop differ: where room is left for the mean of them, half find too little. */
    private static final double ROOM = 2;

    private final double[] expected = new double[Importance.RANKS];
    private final int[] seen = new int[Importance.RANKS];

    void saw(Importance importance) {
        seen[importance.rank()]++;
    }

    /** How many more important requests may still come in this turn. */
    double moreImportantThan(Importance importance) {
        var more = 0.0;
        for (var rank = importance.rank() + 1; rank < Importance.RANKS; rank++) {
            more += Math.max(0, ROOM * expected[rank] - seen[rank]);
        }
        return more;
    }

    void turned() {
        for (var rank = 0; rank < Importance.RANKS; rank++) {
            expected[rank] += WEIGHT * (seen[rank] - expected[rank]);
            seen[rank] = 0;
        }
    }
}
