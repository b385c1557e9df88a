package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts for {@code /metrics} what is decided in memory where there is no Redis; {@link RedisCounters} counts by itself. */
public final class ObservedCounters implements Counters {

    private final Counters counters;
    private final MeterRegistry registry;
    private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();

    private record Outcomes(Counter admitted, Counter refused) {}

    public ObservedCounters(Counters counters, MeterRegistry registry) {
        this.counters = counters;
        this.registry = registry;
    }

    @Override
    public Taking take(List<Charge> charges) {
        var taking = counters.take(charges);
        if (taking instanceof Taken(var decisions)) {
            for (int i = 0; i < decisions.size(); i++) {
                count(charges.get(i), decisions.get(i));
            }
        }
        return taking;
    }

    @Override
    public void giveBack(List<Charge> charges, Taken taken) {
        counters.giveBack(charges, taken);
    }

    /** Who only looks is neither admitted nor refused. */
    private void count(Charge charge, Decision decision) {
        if (charge.cost() == 0) {
            return;
        }
        var outcome = outcomes.computeIfAbsent(charge.limit().name(), this::outcomes);
        switch (decision) {
            case Decision.Admitted _ -> outcome.admitted.increment();
            case Decision.Refused _ -> outcome.refused.increment();
            case Decision.Uncounted(), Decision.Unknown() -> {} // only where Redis is away
        }
    }

    private Outcomes outcomes(String limit) {
        return new Outcomes(counter(limit, "admitted"), counter(limit, "refused"));
    }

    private Counter counter(String limit, String outcome) {
        return Counter.builder("limit.decisions")
                .description("What limits said of requests")
                .tag("limit", limit)
                .tag("outcome", outcome)
                .register(registry);
    }
}
