package dev.portico.gateway.cache;

/** Puts what one flight brings where others find it, unless it was overtaken by a change. */
record Keeping(Leading.Means means, Lookup lookup, Flight flight) {

    /** Keeps an answer and tells those that wait for it; false where it may not be kept any more. */
    boolean keep(Stored stored) {
        if (mayStore()) {
            means.memory().put(lookup.key(), stored);
            if (mayStore()) {
                if (lookup.mark() != null) {
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
