package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a limit stands after a decision.
 *
 * @param micros until more than what remains can pass, or until the refused request can
 */
record Standing(Limit limit, long remaining, boolean refused, long micros) {

    /** The tightest of all that were counted: the one that refuses for longest, else the one with the least left. */
    static @Nullable Standing tightest(List<Charge> charges, Taken taken, @Nullable Standing before) {
        var tightest = before;
        for (int i = 0; i < charges.size(); i++) {
            var standing = of(charges.get(i).limit(), taken.decisions().get(i));
            if (standing != null && (tightest == null || standing.isTighterThan(tightest))) {
                tightest = standing;
            }
        }
        return tightest;
    }

    private static @Nullable Standing of(Limit limit, Decision decision) {
        return switch (decision) {
            case Decision.Admitted fits -> new Standing(limit, fits.remaining(), false, fits.resetMicros());
            case Decision.Refused(var remaining, var wait) -> new Standing(limit, remaining, true, wait);
            case Decision.Uncounted(), Decision.Unknown() -> null;
        };
    }

    private boolean isTighterThan(Standing other) {
        if (refused != other.refused) {
            return refused;
        }
        return !refused && remaining != other.remaining ? remaining < other.remaining : micros > other.micros;
    }

    /** In whole seconds, rounded up and at least 1, as header fields carry it. */
    long seconds() {
        return Math.max(1, Math.ceilDiv(micros, 1_000_000));
    }
}
