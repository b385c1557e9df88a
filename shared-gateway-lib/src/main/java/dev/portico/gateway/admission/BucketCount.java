package dev.portico.gateway.admission;

/**
 * The count of {@link Algorithm.TokenBucket}. What was charged and has not been refilled yet is a debt. A permit is worth
 * as many units of it as a window has microseconds, and each microsecond pays back as many units as a window has permits:
 * so no rate is ever rounded.
 */
final class BucketCount extends Count {

    private final long permits;
    private final long windowMicros;
    private final long most;

    private long debt;
    private long at = Long.MIN_VALUE;

    BucketCount(long order, long born, long permits, long windowMicros, long burst) {
        super(order, born);
        this.permits = permits;
        this.windowMicros = windowMicros;
        this.most = burst * windowMicros;
    }

    @Override
    long untilFits(long now, long cost) {
        payUntil(now);
        var over = debt - (most - cost * windowMicros);
        return over <= 0 ? 0 : Math.ceilDiv(over, permits);
    }

    @Override
    long charge(long now, long cost) {
        debt += cost * windowMicros;
        return now;
    }

    @Override
    long remaining(long now) {
        return (most - debt) / windowMicros;
    }

    @Override
    long untilReset(long now) {
        return Math.ceilDiv(debt, permits);
    }

    /**
     * What time has paid for since is not given back: without this charge, the bucket may have been full meanwhile, and what
     * flowed in lost. So at most as much is withheld as time has brought.
     */
    @Override
    void takeBack(long now, long stamp, long cost) {
        payUntil(now);
        var worth = cost * windowMicros;
        var passed = now - stamp;
        if (passed <= worth / permits) {
            debt = Math.max(0, debt - (worth - passed * permits));
        }
    }

    private void payUntil(long now) {
        if (debt > 0 && now > at) {
            var passed = now - at;
            debt = passed > debt / permits ? 0 : debt - passed * permits;
        }
        at = now;
    }
}
