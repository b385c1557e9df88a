package dev.portico.gateway.admission;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The decision on some charges, or the wait for it. */
public sealed interface Taking {

    /**
     * What was decided.
     *
     * @param decisions one for each charge, in their order; where one does not pass, nothing was charged
     */
    record Taken(List<Decision> decisions) implements Taking {

        /** Whether the request passes and has been charged. */
        public boolean passes() {
            for (int i = 0; i < decisions.size(); i++) {
                if (!decisions.get(i).passes()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The counts are elsewhere. The answer never fails and may arrive on any thread. */
    record Asking(Uni<Taken> answer) implements Taking {}
}
