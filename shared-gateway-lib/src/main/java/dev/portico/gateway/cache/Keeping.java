package dev.portico.gateway.cache;

import org.jspecify.annotations.Nullable;

/** Puts what one flight brings where others find it, unless it was overtaken by a change. */
record Keeping(Leading.Means means, Lookup lookup, Flight flight) {

    /** The same for one that has come in place of another, whatever that depended on. */
    boolean keep(Stored stored, @Nullable Stored former) {
        var kept = keep(stored);
        if (kept && former != null && !former.vary().equals(stored.vary())) {
            forget(former);
        }
        return kept;
    }

    /** Keeps an answer and tells those that wait for it; false where it may not be kept any more. */
    private boolean keep(Stored stored) {
        if (mayStore() && stored.isSound()) {
            means.memory().put(lookup.key(), stored);
            if (mayStore()) {
                if (lookup.mark() != null && !stored.isPart()) {
                    means.store().keep(lookup.key(), stored, lookup.mark());
                }
                flight.land(new Flight.Landed.Shared(stored));
                return true;
            }
            // A change came in between, and looked for it too early.
            means.memory().remove(lookup.key(), stored);
        }
        flight.land(new Flight.Landed.Unshared(null));
        return false;
    }

    void forget(Stored stored) {
        means.memory().remove(lookup.key(), stored);
        means.store().forget(lookup.key(), stored);
    }

    private boolean mayStore() {
        return flight.mayStore(means.memory().purges());
    }
}
