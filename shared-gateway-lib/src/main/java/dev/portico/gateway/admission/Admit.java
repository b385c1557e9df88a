package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the request against the limits of its row. It stands in the list twice: before authentication for limits by
 * address, after it for limits by caller. What the second refuses counts at the first no more. Every answer of a limited
 * row carries the RateLimit fields.
 */
public final class Admit implements Gate {

    /** How long to stay away while counts cannot be asked for: Redis is probed more often than that. */
    private static final long WHILE_AWAY_SECONDS = 1;

    private final Counters counters;
    private final List<RowLimits> limitsByRoute;
    private final RateLimitFields fields;

    /** @param limitsByRoute the limits that this gate looks after, indexed by route number */
    public Admit(Counters counters, List<RowLimits> limitsByRoute, RateLimitFields fields) {
        this.counters = counters;
        this.limitsByRoute = List.copyOf(limitsByRoute);
        this.fields = fields;
    }

    @Override
    public Passage enter(Exchange exchange) {
        var row = limitsByRoute.get(exchange.route().number());
        return row.limits().isEmpty() ? Passage.onward(exchange) : admit(exchange, row);
    }

    private Passage admit(Exchange exchange, RowLimits row) {
        var charges = charges(exchange, row);
        return switch (counters.take(charges)) {
            case Taken taken -> decided(exchange, row, charges, taken);
            case Taking.Asking(var answer) ->
                new Passage.Later(answer.map(taken -> decided(exchange, row, charges, taken)));
        };
    }

    private static List<Charge> charges(Exchange exchange, RowLimits row) {
        var limits = row.limits();
        var charges = new ArrayList<Charge>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            var limit = limits.get(i);
            charges.add(new Charge(limit, LimitKey.of(limit.per(), exchange), row.cost()));
        }
        return charges;
    }

    private Passage decided(Exchange exchange, RowLimits row, List<Charge> charges, Taken taken) {
        var before = Charged.before(exchange);
        var charged = Charged.of(counters, charges, taken, before, row.policy());
        var tightest = charged.tightest();
        var told = tightest == null ? List.<Field>of() : fields.of(charged.policy(), tightest);
        if (taken.passes()) {
            return Passage.onward(exchange.allowed(charged, told));
        }
        if (before != null) {
            before.giveBack();
        }
        return Passage.refused(
                tightest != null && tightest.refused()
                        ? new Problem.TooManyRequests(tightest.limit().name(), tightest.seconds(), told)
                        : new Problem.LimitsAway(WHILE_AWAY_SECONDS));
    }
}
