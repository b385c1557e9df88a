package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Refuses what an overloaded event loop cannot do in time, the least important first. It stands right behind the match, so that
 * a refusal costs as little as it can: neither a limit is counted nor a token verified for it.
 */
public final class Shed implements Gate {

    /** Spread over some seconds, so that those who were refused together do not come back together. */
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final Supplier<ConcurrencyLimit> here;
    private final List<Importance> importanceByRoute;
    private final Supplier<? extends RandomGenerator> random;
    private final BiConsumer<Route, Importance> refused;

    /**
     * @param here the limit of the event loop that asks
     * @param importanceByRoute indexed by route number
     * @param random asked for a generator on each use, so that threads need not share one
     * @param refused takes note of each refusal
     */
    public Shed(
            Supplier<ConcurrencyLimit> here,
            List<Importance> importanceByRoute,
            Supplier<? extends RandomGenerator> random,
            BiConsumer<Route, Importance> refused) {
        this.here = here;
        this.importanceByRoute = List.copyOf(importanceByRoute);
        this.random = random;
        this.refused = refused;
    }

    @Override
    public Passage enter(Exchange exchange) {
        var importance = importanceByRoute.get(exchange.route().number());
        var permit = here.get().take(importance);
        if (permit == null) {
            refused.accept(exchange.route(), importance);
            return Passage.refused(new Problem.Overloaded(random.get().nextInt(1, LONGEST_WAIT_SECONDS + 1)));
        }
        return Passage.onward(exchange.holding(permit));
    }
}
