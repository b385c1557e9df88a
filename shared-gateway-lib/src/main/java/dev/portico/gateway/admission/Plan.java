package dev.portico.gateway.admission;

import java.util.List;
import java.util.Set;

/**
 * What partners may agree to.
 *
 * @param name its row in the table
 * @param limits those that count over all rows which the plan includes, beside each row's own
 * @param quotas what may pass between boundaries of the calendar, counted in the same way
 * @param routes the numbers of the rows that it includes
 */
public record Plan(String name, List<Limit> limits, List<Limit> quotas, Set<Integer> routes) {

    /** Before the names of quotas, which no limit of a table can have, so that nobody's limit is taken for one. */
    public static final String QUOTA = "quota.";

    public Plan {
        limits = List.copyOf(limits);
        quotas = List.copyOf(quotas);
        routes = Set.copyOf(routes);
    }
}
