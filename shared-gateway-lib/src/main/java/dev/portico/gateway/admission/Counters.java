package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import java.util.List;

/** Where the counts of limits are kept. Safe for use by any thread, and blocks none. */
public interface Counters {

    /**
     * Decides all charges of a request at a gate together: all are charged, or none is.
     *
     * @param charges of different limits or keys; not empty
     */
    Taking take(List<Charge> charges);

    /**
     * Takes back what was charged, because the request is refused elsewhere. It gives exactly these permits back, and none
     * whose time has passed, so that never more can pass than a limit's definition says. Does nothing where the charges did
     * not pass.
     *
     * @param charges those that were taken, in the same order
     */
    void giveBack(List<Charge> charges, Taken taken);
}
