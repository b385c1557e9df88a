package dev.portico.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How requests are counted, and how many may pass. {@code docs/limits.md} says what each lets through. */
public sealed interface Algorithm {

    /** The most that can pass at once, which is also the most that one request may cost. */
    default long most() {
        return switch (this) {
            case FixedWindow fixed -> fixed.permits;
            case SlidingLog log -> log.permits;
            case SlidingCounter counter -> counter.permits;
            case TokenBucket bucket -> bucket.burst;
            case Calendar quota -> quota.permits;
        };
    }

    /** Time is cut into windows of equal length, and each begins with all permits. */
    record FixedWindow(long permits, Duration window) implements Algorithm {}

    /** The time of everything that passed in the last window is kept: exact, at the price of memory. */
    record SlidingLog(long permits, Duration window) implements Algorithm {}

    /** Two adjacent windows, the earlier weighted by the share of it that a window ending now still covers. */
    record SlidingCounter(long permits, Duration window) implements Algorithm {}

    /**
     * A bucket that holds {@code burst} and is refilled with {@code permits} each window, evenly: the generic cell rate
     * algorithm (ITU-T I.371), which keeps one time a key.
     */
    record TokenBucket(long permits, Duration window, long burst) implements Algorithm {}

    /** A fixed window between boundaries of the calendar, as quotas have them. */
    record Calendar(long permits, Period period, ZoneId zone) implements Algorithm {

        /** The period that holds a moment. */
        public Span at(Instant moment) {
            var day = moment.atZone(zone).toLocalDate();
            return switch (period) {
                case DAY -> Span.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone));
                case MONTH -> {
                    var first = day.withDayOfMonth(1);
                    yield Span.between(
                            first.atStartOfDay(zone), first.plusMonths(1).atStartOfDay(zone));
                }
            };
        }
    }

    /** What a quota is for. */
    enum Period {
        DAY,
        MONTH
    }

    /** From one moment until before another, in microseconds since 1970. */
    record Span(long startMicros, long endMicros) {

        static Span between(ZonedDateTime start, ZonedDateTime end) {
            return new Span(micros(start), micros(end));
        }

        private static long micros(ZonedDateTime moment) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment.toInstant());
        }
    }
}
