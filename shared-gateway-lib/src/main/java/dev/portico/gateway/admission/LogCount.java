package dev.portico.gateway.admission;

import java.util.Arrays;

/** The count of {@link Algorithm.SlidingLog}: a ring of what passed in the last window, the oldest first. */
final class LogCount extends Count {

    private static final int FIRST_ROOM = 8;

    private final long permits;
    private final long windowMicros;

    private long[] times = new long[FIRST_ROOM];
    private int[] costs = new int[FIRST_ROOM];
    private int oldest;
    private int size;
    private long used;

    LogCount(long order, long born, long permits, long windowMicros) {
        super(order, born);
        this.permits = permits;
        this.windowMicros = windowMicros;
    }

    @Override
    long untilFits(long now, long cost) {
        forgetUntil(now);
        var missing = used + cost - permits;
        if (missing <= 0) {
            return 0;
        }
        var last = -1;
        while (missing > 0) {
            last++;
            missing -= costs[slot(last)];
        }
        return untilForgotten(last, now);
    }

    @Override
    long charge(long now, long cost) {
        if (cost > 0) {
            if (size == times.length) {
                grow();
            }
            times[slot(size)] = now;
            costs[slot(size)] = (int) cost;
            size++;
            used += cost;
        }
        return now;
    }

    @Override
    long remaining(long now) {
        return permits - used;
    }

    @Override
    long untilReset(long now) {
        return size == 0 ? 0 : untilForgotten(0, now);
    }

    @Override
    void takeBack(long now, long stamp, long cost) {
        forgetUntil(now);
        for (int i = size - 1; i >= 0 && times[slot(i)] >= stamp; i--) {
            if (times[slot(i)] == stamp && costs[slot(i)] == cost) {
                remove(i);
                return;
            }
        }
    }

    private void remove(int index) {
        used -= costs[slot(index)];
        for (int i = index; i < size - 1; i++) {
            times[slot(i)] = times[slot(i + 1)];
            costs[slot(i)] = costs[slot(i + 1)];
        }
        size--;
    }

    private void forgetUntil(long now) {
        while (size > 0 && untilForgotten(0, now) <= 0) {
            used -= costs[oldest];
            oldest = slot(1);
            size--;
        }
    }

    private long untilForgotten(int index, long now) {
        return times[slot(index)] - now + windowMicros;
    }

    private int slot(int index) {
        var slot = oldest + index;
        return slot < times.length ? slot : slot - times.length;
    }

    private void grow() {
        var room = (int) Math.min(permits, 2L * size);
        times = unrolled(times, room);
        costs = unrolled(costs, room);
        oldest = 0;
    }

    private long[] unrolled(long[] ring, int room) {
        var line = Arrays.copyOfRange(ring, oldest, oldest + room);
        System.arraycopy(ring, 0, line, size - oldest, oldest);
        return line;
    }

    private int[] unrolled(int[] ring, int room) {
        var line = Arrays.copyOfRange(ring, oldest, oldest + room);
        System.arraycopy(ring, 0, line, size - oldest, oldest);
        return line;
    }
}
