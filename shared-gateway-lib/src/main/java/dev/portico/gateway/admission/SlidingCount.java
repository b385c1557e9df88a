package dev.portico.gateway.admission;

/** The count of {@link Algorithm.SlidingCounter}: two numbers a key, whatever the rate. */
final class SlidingCount extends Count {

    private final long permits;
    private final long windowMicros;

    private long window = Long.MIN_VALUE;
    private long previous;
    private long current;

    SlidingCount(long order, long born, long permits, long windowMicros) {
        super(order, born);
        this.permits = permits;
        this.windowMicros = windowMicros;
    }

    @Override
    long untilFits(long now, long cost) {
        moveTo(Math.floorDiv(now, windowMicros));
        if (carried(now) + current + cost <= permits) {
            return 0;
        }
        var elapsed = elapsed(now);
        return current + cost <= permits
                ? fading(previous, permits - cost - current) - elapsed
                : windowMicros - elapsed + fading(current, permits - cost);
    }

    @Override
    long charge(long now, long cost) {
        current += cost;
        return now;
    }

    @Override
    long remaining(long now) {
        return Math.max(0, permits - carried(now) - current);
    }

    @Override
    long untilReset(long now) {
        return windowMicros - elapsed(now);
    }

    @Override
    void takeBack(long now, long stamp, long cost) {
        moveTo(Math.floorDiv(now, windowMicros));
        var charged = Math.floorDiv(stamp, windowMicros);
        if (charged == window) {
            current = Math.max(0, current - cost);
        } else if (charged == window - 1) {
            previous = Math.max(0, previous - cost);
        }
    }

    private void moveTo(long number) {
        if (number > window) {
            previous = number == window + 1 ? current : 0;
            current = 0;
            window = number;
        }
    }

    /** What the window before still counts for, rounded against the caller. */
    private long carried(long now) {
        return Math.ceilDiv(previous * (windowMicros - elapsed(now)), windowMicros);
    }

    private long elapsed(long now) {
        return Math.floorMod(now, windowMicros);
    }

    /** How far into the next window the count of one has faded to what is left. */
    private long fading(long count, long left) {
        return Math.ceilDiv((count - left) * windowMicros, count);
    }
}
