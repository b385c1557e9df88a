package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm.Calendar;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.Algorithm.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From when until when a quota counts. */
class CalendarTest {

    private static final long SEED = Long.getLong("portico.seed", 20260329);

    @ParameterizedTest(name = "{0}: {1} of {2} in {3}")
    @CsvSource({
        "an ordinary day,                  DAY,   2026-06-15T12:00:00Z, Europe/Berlin,     2026-06-14T22:00:00Z, 2026-06-15T22:00:00Z",
        "its first moment,                 DAY,   2026-06-14T22:00:00Z, Europe/Berlin,     2026-06-14T22:00:00Z, 2026-06-15T22:00:00Z",
        "its last one,                     DAY,   2026-06-15T21:59:59Z, Europe/Berlin,     2026-06-14T22:00:00Z, 2026-06-15T22:00:00Z",
        "a day of 23 hours,                DAY,   2026-03-29T10:00:00Z, Europe/Berlin,     2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "a day of 25 hours,                DAY,   2026-10-25T00:30:00Z, Europe/Berlin,     2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "the hour that comes twice,        DAY,   2026-10-25T01:30:00Z, Europe/Berlin,     2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "a day without a midnight,         DAY,   2018-11-04T15:00:00Z, America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
        "a day that begins twice,          DAY,   2006-10-29T03:00:00Z, America/St_Johns,  2006-10-29T02:30:00Z, 2006-10-30T03:30:00Z",
        "the day before it,                DAY,   2006-10-29T02:29:59Z, America/St_Johns,  2006-10-28T02:30:00Z, 2006-10-29T02:30:00Z",
        "the day before one that is not,   DAY,   2011-12-30T09:59:59Z, Pacific/Apia,      2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "the day behind one that is not,   DAY,   2011-12-30T10:00:00Z, Pacific/Apia,      2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        "a leap day,                       DAY,   2028-02-29T23:00:00Z, UTC,               2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
        "a month of 28 days,               MONTH, 2026-02-28T23:59:59Z, UTC,               2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "a month of 29 days,               MONTH, 2028-02-29T12:00:00Z, UTC,               2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "a month of 31 days from its end,  MONTH, 2026-01-31T12:00:00Z, UTC,               2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
        "the last month of a year,         MONTH, 2026-12-31T22:59:59Z, Europe/Berlin,     2026-11-30T23:00:00Z, 2026-12-31T23:00:00Z",
        "the first of the next,            MONTH, 2026-12-31T23:00:00Z, Europe/Berlin,     2026-12-31T23:00:00Z, 2027-01-31T23:00:00Z",
        "a month that summer begins in,    MONTH, 2026-03-15T12:00:00Z, Europe/Berlin,     2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
    })
    void it_lasts_from_midnight_to_midnight_of_its_zone(
            String what, Period period, Instant moment, ZoneId zone, Instant start, Instant end) {
        assertThat(new Calendar(1, period, zone).at(moment)).as(what).isEqualTo(new Span(micros(start), micros(end)));
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void each_moment_of_each_zone_is_in_one_period_and_the_next_begins_where_it_ends(Period period) {
        var dice = new SplittableRandom(SEED);
        for (var name : ZoneId.getAvailableZoneIds()) {
            var calendar = new Calendar(1, period, ZoneId.of(name));
            for (int i = 0; i < 30; i++) {
                var moment = Instant.ofEpochSecond(dice.nextLong(0, 4_000_000_000L));
                var span = calendar.at(moment);
                assertThat(micros(moment))
                        .as("%s in %s, seed %s", moment, name, SEED)
                        .isGreaterThanOrEqualTo(span.startMicros())
                        .isLessThan(span.endMicros());
                assertThat(calendar.at(moment(span.startMicros()))).isEqualTo(span);
                assertThat(calendar.at(moment(span.endMicros() - 1))).isEqualTo(span);
                assertThat(calendar.at(moment(span.endMicros())).startMicros()).isEqualTo(span.endMicros());
            }
        }
    }

    @Test
    void a_day_is_shorter_than_a_day_and_an_hour_and_a_month_than_32() {
        var day = new Calendar(1, Period.DAY, ZoneId.of("Europe/Berlin"));
        var month = new Calendar(1, Period.MONTH, ZoneId.of("Europe/Berlin"));
        for (var moment = Instant.parse("2026-01-01T00:00:00Z");
                moment.isBefore(Instant.parse("2030-01-01T00:00:00Z"));
                moment = moment.plus(12, ChronoUnit.HOURS)) {
            assertThat(hours(day.at(moment))).isBetween(23L, 25L);
            assertThat(hours(month.at(moment))).isBetween(28L * 24, 31L * 24 + 1);
        }
    }

    private static long hours(Span span) {
        return (span.endMicros() - span.startMicros()) / 3_600_000_000L;
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
