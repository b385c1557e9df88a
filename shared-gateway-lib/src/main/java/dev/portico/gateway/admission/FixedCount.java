package dev.portico.gateway.admission;

/** The count of {@link Algorithm.FixedWindow}: how much passed in the window of now. */
final class FixedCount extends Count {

    private final long permits;
    private final long windowMicros;

    private long window = Long.MIN_VALUE;
    private long used;

    FixedCount(long order, long born, long permits, long windowMicros) {
        super(order, born);
        this.permits = permits;
        this.windowMicros = windowMicros;
    }

    @Override
    long untilFits(long now, long cost) {
        var number = Math.floorDiv(now, windowMicros);
        if (number > window) {
            window = number;
            used = 0;
        }
        return used + cost <= permits ? 0 : untilReset(now);
    }

    @Override
    long charge(long now, long cost) {
        used += cost;
        return now;
    }

    @Override
    long remaining(long now) {
        return permits - used;
    }

    @Override
    long untilReset(long now) {
        return windowMicros - Math.floorMod(now, windowMicros);
    }

    @Override
    void takeBack(long now, long stamp, long cost) {
        if (Math.floorDiv(stamp, windowMicros) == window) {
            used = Math.max(0, used - cost);
        }
    }
}
