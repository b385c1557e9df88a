package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says which limits a request counts against: those of its row and, where the table has plans and a partner is calling, those
 * and the quotas of the partner's plan; or that the plan does not include the row. Once a table has plans, a partner without
 * one is refused, for nobody can have meant to let it in without any quota.
 *
 * <p>Safe for use by any thread. What it says of a request has been put together before.
 */
public final class Plans {

    private static final Logger LOG = Logger.getLogger(Plans.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    /**
     * The plans of a table.
     *
     * @param all where there are none, nobody needs one
     * @param forThoseWithout the plan of partners whose credential names none; null where those are refused
     * @param unmetered the numbers of the rows that stand apart from plans: open to all of them, and counted in none
     */
    public record Settings(List<Plan> all, @Nullable Plan forThoseWithout, Set<Integer> unmetered) {

        public static final Settings NONE = new Settings(List.of(), null, Set.of());
    }

    /** What is known of a caller's plan. */
    private sealed interface Agreed {

        /** @param terms by route number */
        record To(Plan plan, List<Terms> terms) implements Agreed {}

        /** The caller needs none. */
        record Nothing() implements Agreed {}

        record Unfit(Problem problem) implements Agreed {}
    }

    private static final Agreed NOTHING = new Agreed.Nothing();

    private final Map<String, Agreed.To> plans = new HashMap<>();
    private final @Nullable Plan forThoseWithout;
    private final List<Terms> ofRow;
    private final boolean[] unmetered;
    private final LongSupplier nanoTime;
    private final AtomicLong lastLineNanos;

    /** Of a table without plans. */
    public Plans(List<RowLimits> limitsByRoute) {
        this(Settings.NONE, limitsByRoute, System::nanoTime);
    }

    /**
     * @param limitsByRoute each row's own limits, indexed by route number
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public Plans(Settings settings, List<RowLimits> limitsByRoute, LongSupplier nanoTime) {
        this.forThoseWithout = settings.forThoseWithout;
        this.ofRow = limitsByRoute.stream()
                .map(limits -> (Terms) new Terms.Within(limits))
                .toList();
        this.unmetered = new boolean[limitsByRoute.size()];
        unmetered[0] = true; // what no row covers is 404, whoever asks
        settings.unmetered.forEach(route -> unmetered[route] = true);
        settings.all.forEach(plan -> plans.put(plan.name(), new Agreed.To(plan, terms(plan, limitsByRoute))));
        this.nanoTime = nanoTime;
        this.lastLineNanos = new AtomicLong(nanoTime.getAsLong() - BETWEEN_LINES);
    }

    private static List<Terms> terms(Plan plan, List<RowLimits> limitsByRoute) {
        var excluded = new Terms.Excluded(new Problem.NotInPlan(plan.name()));
        var terms = new ArrayList<Terms>(limitsByRoute.size());
        for (int route = 0; route < limitsByRoute.size(); route++) {
            terms.add(
                    plan.routes().contains(route)
                            ? new Terms.Within(together(limitsByRoute.get(route), plan))
                            : excluded);
        }
        return List.copyOf(terms);
    }

    /** A limit that both name counts once. */
    private static RowLimits together(RowLimits row, Plan plan) {
        var limits = new LinkedHashSet<>(row.limits());
        limits.addAll(plan.limits());
        limits.addAll(plan.quotas());
        return new RowLimits(List.copyOf(limits), row.cost());
    }

    Terms terms(Exchange exchange) {
        var route = exchange.route().number();
        if (plans.isEmpty() || unmetered[route]) {
            return ofRow.get(route);
        }
        return switch (agreed(exchange.caller())) {
            case Agreed.To to -> to.terms.get(route);
            case Agreed.Nothing() -> ofRow.get(route);
            case Agreed.Unfit(var problem) -> new Terms.Excluded(problem);
        };
    }

    /**
     * What the caller has used; it charges nothing. Fails with a {@link Refusal} where a partner has no plan and needs one.
     *
     * @param counters where the caller's requests are counted
     */
    public Uni<Usage> usage(Exchange exchange, Counters counters) {
        return switch (agreed(exchange.caller())) {
            case Agreed.To to -> usage(to.plan, exchange, counters);
            case Agreed.Nothing() -> Uni.createFrom().item(Usage.OF_NOTHING);
            case Agreed.Unfit(var problem) -> Uni.createFrom().failure(new Refusal(problem));
        };
    }

    private static Uni<Usage> usage(Plan plan, Exchange exchange, Counters counters) {
        var charges = new ArrayList<Charge>();
        plan.limits().forEach(limit -> charges.add(looking(limit, exchange)));
        plan.quotas().forEach(quota -> charges.add(looking(quota, exchange)));
        if (charges.isEmpty()) {
            return Uni.createFrom().item(new Usage(plan.name(), List.of(), List.of()));
        }
        return switch (counters.take(charges)) {
            case Taken taken -> Uni.createFrom().item(usage(plan, taken));
            case Taking.Asking(var answer) -> answer.map(taken -> usage(plan, taken));
        };
    }

    private static Charge looking(Limit limit, Exchange exchange) {
        return new Charge(limit, LimitKey.of(limit.per(), exchange), 0);
    }

    private static Usage usage(Plan plan, Taken taken) {
        var limits = new ArrayList<Usage.Count>();
        var quotas = new ArrayList<Usage.Count>();
        for (int i = 0; i < taken.decisions().size(); i++) {
            var decision = taken.decisions().get(i);
            if (i < plan.limits().size()) {
                limits.add(Usage.Count.of(plan.limits().get(i), decision));
            } else {
                quotas.add(Usage.Count.of(plan.quotas().get(i - plan.limits().size()), decision));
            }
        }
        return new Usage(plan.name(), List.copyOf(limits), List.copyOf(quotas));
    }

    private Agreed agreed(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous(), Caller.User _ -> NOTHING;
            case Caller.Partner partner -> plans.isEmpty() ? NOTHING : agreed(partner);
        };
    }

    private Agreed agreed(Caller.Partner partner) {
        var name = partner.plan() != null ? partner.plan() : forThoseWithout != null ? forThoseWithout.name() : null;
        if (name == null) {
            return new Agreed.Unfit(Problem.NoPlan.named());
        }
        var agreed = plans.get(name);
        if (agreed == null) {
            tell(partner, name);
            return new Agreed.Unfit(Problem.NoPlan.known());
        }
        return agreed;
    }

    /** One line a minute at most, for a partner may send as many requests as it likes. */
    private void tell(Caller.Partner partner, String plan) {
        var now = nanoTime.getAsLong();
        var last = lastLineNanos.get();
        if (now - last >= BETWEEN_LINES && lastLineNanos.compareAndSet(last, now)) {
            LOG.warnf(
                    "%s is refused: the %s names the plan %s, which is not in the table (said once a minute at most)",
                    partner.key(), partner.apiKey() == null ? "token" : "API key " + partner.apiKey(), plan);
        }
    }
}
