package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the request against the limits of its row. It stands in the list twice: before authentication for limits by
 * address, after it for limits by caller. What the second refuses counts at the first no more. Every answer of a limited
 * row carries the RateLimit fields.
 */
public final class Admit implements Gate {

    /** How long to stay away while counts cannot be asked for: Redis is probed more often than that. */
    private static final long WHILE_AWAY_SECONDS = 1;

    private final Counters counters;
    private final Plans plans;
    private final RateLimitFields fields;

    /** @param limitsByRoute the limits that this gate looks after, indexed by route number */
    public Admit(Counters counters, List<RowLimits> limitsByRoute, RateLimitFields fields) {
        this(counters, new Plans(limitsByRoute), fields);
    }

    /** @param plans the limits that this gate looks after, and which of them count for whom */
    public Admit(Counters counters, Plans plans, RateLimitFields fields) {
        this.counters = counters;
        this.plans = plans;
        this.fields = fields;
    }

    @Override
    public Passage enter(Exchange exchange) {
        return switch (plans.terms(exchange)) {
            case Terms.Within(var row) -> row.limits().isEmpty() ? Passage.onward(exchange) : admit(exchange, row);
            case Terms.Excluded(var problem) -> refused(Charged.before(exchange), problem);
        };
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
        return refused(
                before,
                tightest != null && tightest.refused()
                        ? usedUp(tightest, refusing(charges, taken), told)
                        : new Problem.LimitsAway(WHILE_AWAY_SECONDS, told));
    }

    private static Passage refused(@Nullable Charged before, Problem problem) {
        if (before != null) {
            before.giveBack();
        }
        return Passage.refused(problem);
    }

    private static Problem usedUp(Standing tightest, List<String> refusing, List<Field> told) {
        return tightest.limit().algorithm() instanceof Algorithm.Calendar quota
                ? new Problem.QuotaUsedUp(quota.permits(), quota.period().word(), tightest.seconds(), told)
                : new Problem.TooManyRequests(tightest.limit().name(), refusing, tightest.seconds(), told);
    }

    private static List<String> refusing(List<Charge> charges, Taken taken) {
        var names = new ArrayList<String>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            if (taken.decisions().get(i) instanceof Decision.Refused) {
                names.add(charges.get(i).limit().name());
            }
        }
        return names;
    }
}
