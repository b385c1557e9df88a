package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What a gate decided. */
public sealed interface Passage {

    /** The request goes on, with what is known of it now. */
    record Onward(Exchange exchange) implements Passage {}

    /** The request ends here. */
    record Refused(Problem problem) implements Passage {}

    /** The request ends here with an answer that is no problem and has no body, such as that to a preflight. */
    record Answered(int status, List<Field> fields) implements Passage {}

    /** The decision needs an answer from elsewhere; it may arrive on any thread. */
    record Later(Uni<Passage> passage) implements Passage {}

    static Passage onward(Exchange exchange) {
        return new Onward(exchange);
    }

    static Passage refused(Problem problem) {
        return new Refused(problem);
    }
}
