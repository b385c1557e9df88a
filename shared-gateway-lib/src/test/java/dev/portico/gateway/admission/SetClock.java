package dev.portico.gateway.admission;

import dev.portico.gateway.admission.Decision.Admitted;
import dev.portico.gateway.admission.Decision.Refused;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.admission.Taking.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts in memory, by a clock that a test sets. */
final class SetClock {

    /** In microseconds since 1970, and since the process began. */
    final AtomicLong micros = new AtomicLong(Duration.ofDays(20_000).toNanos() / 1_000);

    final MemoryCounters counters = new MemoryCounters(
            () -> micros.get() * 1_000, () -> Instant.EPOCH.plus(Duration.ofNanos(micros.get() * 1_000)));

    static Limit limit(Algorithm algorithm) {
        return limit("test", algorithm);
    }

    static Limit limit(String name, Algorithm algorithm) {
        return new Limit(name, algorithm, List.of(new KeyPart.User()), WhenAway.MEMORY);
    }

    void pass(Duration time) {
        micros.addAndGet(time.toNanos() / 1_000);
    }

    long now() {
        return micros.get();
    }

    Taken take(Charge... charges) {
        return counters.take(List.of(charges));
    }

    Decision take(Limit limit, long cost) {
        return take(new Charge(limit, "key", cost)).decisions().getFirst();
    }

    boolean passes(Limit limit, long cost) {
        return take(limit, cost).passes();
    }

    /** What remains, and the time that is told with it. */
    Admitted admitted(Limit limit, long cost) {
        if (take(limit, cost) instanceof Admitted admitted) {
            return admitted;
        }
        throw new AssertionError("it was refused");
    }

    Refused refused(Limit limit, long cost) {
        if (take(limit, cost) instanceof Refused refused) {
            return refused;
        }
        throw new AssertionError("it was admitted");
    }

    void giveBack(Limit limit, long cost, Decision decision) {
        counters.giveBack(List.of(new Charge(limit, "key", cost)), new Taken(List.of(decision)));
    }
}
