package dev.portico.gateway.admission;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The count of {@link Algorithm.Calendar}. It goes by the clock on the wall, and never back to a period that has ended. */
final class CalendarCount extends Count {

    private final Algorithm.Calendar quota;
    private final InstantSource wall;

    private Algorithm.Span span = new Algorithm.Span(Long.MIN_VALUE, Long.MIN_VALUE);
    private long moment;
    private long used;

    CalendarCount(long order, long born, Algorithm.Calendar quota, InstantSource wall) {
        super(order, born);
        this.quota = quota;
        this.wall = wall;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Override
    long untilFits(long now, long cost) {
        var instant = wall.instant();
        moment = micros(instant);
        if (moment >= span.endMicros()) {
            span = quota.at(instant);
            used = 0;
        }
        moment = Math.max(moment, span.startMicros());
        return used + cost <= quota.permits() ? 0 : untilReset(now);
    }

    @Override
    long charge(long now, long cost) {
        used += cost;
        return moment;
    }

    @Override
    long remaining(long now) {
        return quota.permits() - used;
    }

    @Override
    long untilReset(long now) {
        return span.endMicros() - moment;
    }

    @Override
    void takeBack(long now, long stamp, long cost) {
        if (stamp >= span.startMicros() && stamp < span.endMicros()) {
            used = Math.max(0, used - cost);
        }
    }
}
