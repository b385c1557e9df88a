package dev.portico.gateway.admission;

import dev.portico.gateway.problem.Problem;

/** On what terms a request may pass a gate. */
sealed interface Terms {

    /** Within these limits, all of them. */
    record Within(RowLimits limits) implements Terms {}

    /** On none. */
    record Excluded(Problem problem) implements Terms {}
}
