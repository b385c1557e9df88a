package dev.portico.gateway.admission;

import java.util.List;
import java.util.Set;

/**
 * What partners may agree to.
 *
 * @param name its row in the table
 * @param limits those that count over all rows which the plan includes, beside each row's own
 * @param quotas what may pass between boundaries of the calendar, counted in the same way; each is named by the plan, a dot and
 *     the period, so that no limit of a table has its name
 * @param routes the numbers of the rows that it includes
 */
public record Plan(String name, List<Limit> limits, List<Limit> quotas, Set<Integer> routes) {

    public Plan {
        limits = List.copyOf(limits);
        quotas = List.copyOf(quotas);
        routes = Set.copyOf(routes);
    }
}
