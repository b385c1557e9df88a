package dev.portico.gateway.admission;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the request against the limits of its row. It stands in the list twice: before authentication for limits by
 * address, after it for limits by caller. Every answer of a limited row carries the RateLimit fields of
 * draft-ietf-httpapi-ratelimit-headers.
 */
public final class Admit implements Gate {

    private final Counters counters;
    private final List<List<Limit>> limitsByRoute;

    /** @param limitsByRoute the limits that this gate looks after, indexed by route number */
    public Admit(Counters counters, List<List<Limit>> limitsByRoute) {
        this.counters = counters;
        this.limitsByRoute = List.copyOf(limitsByRoute);
    }

    @Override
    public Passage enter(Exchange exchange) {
        var limits = limitsByRoute.get(exchange.route().number());
        if (limits.isEmpty()) {
            return Passage.onward(exchange);
        }
        var fields = new ArrayList<Field>(2 * limits.size());
        for (int i = 0; i < limits.size(); i++) {
            var limit = limits.get(i);
            var decision = counters.take(limit, LimitKey.of(limit.per(), exchange));
            fields.add(new Field("RateLimit-Policy", policy(limit)));
            fields.add(new Field("RateLimit", quota(limit, decision)));
            if (!decision.admitted()) {
                giveBack(limits.subList(0, i), exchange);
                return Passage.refused(new Problem.TooManyRequests(limit.name(), decision.resetSeconds(), fields));
            }
        }
        return Passage.onward(exchange.answering(fields));
    }

    private void giveBack(List<Limit> admitted, Exchange exchange) {
        admitted.forEach(limit -> counters.giveBack(limit, LimitKey.of(limit.per(), exchange)));
    }

    private static String policy(Limit limit) {
        return "\"" + limit.name() + "\";q=" + limit.permits() + ";w="
                + limit.window().toSeconds();
    }

    private static String quota(Limit limit, Decision decision) {
        return "\"" + limit.name() + "\";r=" + decision.remaining() + ";t=" + decision.resetSeconds();
    }
}
