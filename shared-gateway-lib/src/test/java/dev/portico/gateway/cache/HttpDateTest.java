package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final long NOW = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT;     1994-11-06T08:49:37Z",
                "sun, 06 nov 1994 08:49:37 gmt;     1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT;    1994-11-06T08:49:37Z",
                "Tuesday, 24-Nov-26 08:49:37 GMT;   2026-11-24T08:49:37Z",
                "Tuesday, 24-Nov-76 08:49:37 GMT;   2076-11-24T08:49:37Z",
                "Thursday, 24-Nov-77 08:49:37 GMT;  1977-11-24T08:49:37Z",
                "Sun Nov  6 08:49:37 1994;          1994-11-06T08:49:37Z",
                "Sun Nov 16 08:49:37 1994;          1994-11-16T08:49:37Z",
                "Sun, 31 Dec 2016 23:59:60 GMT;     2016-12-31T23:59:59Z",
                "Thu, 01 Jan 1970 00:00:00 GMT;     1970-01-01T00:00:00Z"
            })
    void a_date_may_be_written_in_three_ways(String text, String instant) {
        assertThat(HttpDate.parse(text, NOW)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun 06 Nov 1994 08:49:37 GMT",
                "Sun,  06 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 Nov 1994 8:49:37 GMT",
                "Sun, 06-Nov-1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Xyz, 06 Nov 1994 08:49:37 GMT"
            })
    void what_is_not_quite_a_date_is_none(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEqualTo(HttpDate.NONE);
    }

    @Test
    void what_is_written_can_be_read() {
        assertThat(HttpDate.format(NOW)).isEqualTo("Mon, 23 Nov 2026 12:00:00 GMT");
        assertThat(HttpDate.parse(HttpDate.format(NOW), NOW)).isEqualTo(NOW);
    }
}
