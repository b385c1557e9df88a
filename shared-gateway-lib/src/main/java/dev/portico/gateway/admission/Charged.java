package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Taking.Taken;
import dev.portico.gateway.exchange.Allowance;
import dev.portico.gateway.exchange.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gate has charged a request with, and the gates before it.
 *
 * @param policy of all limits that have been asked
 * @param tightest of those that counted; null where Redis is away and all let pass
 */
record Charged(
        Counters counters,
        List<Charge> charges,
        Taken taken,
        @Nullable Charged before,
        String policy,
        @Nullable Standing tightest)
        implements Allowance {

    static @Nullable Charged before(Exchange exchange) {
        return exchange.allowance() instanceof Charged charged ? charged : null;
    }

    static Charged of(Counters counters, List<Charge> charges, Taken taken, @Nullable Charged before, String policy) {
        return new Charged(
                counters,
                charges,
                taken,
                before,
                before == null ? policy : before.policy + ", " + policy,
                Standing.tightest(charges, taken, before == null ? null : before.tightest));
    }

    @Override
    public void giveBack() {
        counters.giveBack(charges, taken);
        if (before != null) {
            before.giveBack();
        }
    }
}
