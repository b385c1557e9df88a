package dev.portico.gateway.admission;

import dev.portico.gateway.problem.Problem;
import java.util.List;

/** On what terms a request may pass a gate. */
sealed interface Terms {

    /** Within these limits, all of them; without any where there are none. */
    record Limited(List<Limit> limits) implements Terms {}

    /** On none. */
    record Excluded(Problem problem) implements Terms {}
}
