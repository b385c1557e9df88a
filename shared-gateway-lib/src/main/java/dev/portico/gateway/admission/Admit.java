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
        var charges = new ArrayList<Charge>(limits.size());
        limits.forEach(limit -> charges.add(new Charge(limit, LimitKey.of(limit.per(), exchange), 1)));
        return switch (counters.take(charges)) {
            case Taking.Taken taken -> passage(exchange, charges, taken);
            case Taking.Asking(var answer) ->
                new Passage.Later(answer.map(taken -> passage(exchange, charges, taken)));
        };
    }

    private static Passage passage(Exchange exchange, List<Charge> charges, Taking.Taken taken) {
        var fields = new ArrayList<Field>(2 * charges.size());
        for (int i = 0; i < charges.size(); i++) {
            var limit = charges.get(i).limit();
            switch (taken.decisions().get(i)) {
                case Decision.Admitted(var remaining, var reset, _, _) -> say(fields, limit, remaining, reset);
                case Decision.Refused(var remaining, var wait) -> {
                    say(fields, limit, remaining, wait);
                    return Passage.refused(new Problem.TooManyRequests(limit.name(), seconds(wait), fields));
                }
                case Decision.Uncounted() -> {}
                case Decision.Unknown() -> {
                    return Passage.refused(new Problem.Unavailable(1));
                }
            }
        }
        return Passage.onward(exchange.answering(fields));
    }

    private static void say(List<Field> fields, Limit limit, long remaining, long micros) {
        fields.add(new Field("RateLimit-Policy", "\"" + limit.name() + "\";q=" + limit.algorithm().most()));
        fields.add(new Field("RateLimit", "\"" + limit.name() + "\";r=" + remaining + ";t=" + seconds(micros)));
    }

    private static long seconds(long micros) {
        return Math.max(1, Math.ceilDiv(micros, 1_000_000));
    }
}
