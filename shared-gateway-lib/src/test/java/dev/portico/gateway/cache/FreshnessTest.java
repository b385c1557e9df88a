package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final long NOW = HttpDate.parse("Mon, 23 Nov 2026 12:00:00 GMT", 0);

    @ParameterizedTest(name = "{0}, {2} s old, asked for {1}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "max-age=60;                                ;                                  59; fit",
                "max-age=60;                                ;                                  60; stale",
                "max-age=60, no-cache;                      ;                                  0;  stale",
                "max-age=60, no-cache=\"x\";                ;                                  0;  fit",
                "max-age=60;                                Cache-Control: no-cache;           0;  request",
                "max-age=60;                                Pragma: no-cache;                  0;  request",
                "max-age=60;                                Pragma: no-cache | Cache-Control: x; 0; fit",
                "max-age=60;                                Cache-Control: max-age=0;          1;  request",
                "max-age=60, immutable;                     Cache-Control: max-age=0;          1;  fit",
                "max-age=60, immutable;                     Cache-Control: no-cache;           1;  request",
                "max-age=60, immutable;                     Cache-Control: max-age=0;          60; stale",
                "max-age=60;                                Cache-Control: max-age=10;         10; fit",
                "max-age=60;                                Cache-Control: max-age=10;         11; request",
                "max-age=60;                                Cache-Control: max-age=x;          11; request",
                "max-age=60;                                Cache-Control: max-age=90;         60; stale",
                "max-age=60;                                Cache-Control: min-fresh=10;       50; fit",
                "max-age=60;                                Cache-Control: min-fresh=10;       51; request",
                "max-age=60;                                Cache-Control: max-stale;          999; fit",
                "max-age=60;                                Cache-Control: max-stale=10;       70; fit",
                "max-age=60;                                Cache-Control: max-stale=10;       71; stale",
                "max-age=60;                                Cache-Control: max-stale=10, max-age=65; 65; fit",
                "max-age=60;                                Cache-Control: max-stale=10, max-age=65; 66; stale",
                "max-age=60, must-revalidate;               Cache-Control: max-stale;          61; stale",
                "max-age=60, proxy-revalidate;              Cache-Control: max-stale;          61; stale",
                "s-maxage=60;                               Cache-Control: max-stale;          61; stale",
                "max-age=60, stale-while-revalidate=10;     ;                                  69; meanwhile",
                "max-age=60, stale-while-revalidate=10;     ;                                  70; stale",
                "max-age=60, stale-while-revalidate=10;     Cache-Control: max-age=65;         62; stale",
                "max-age=60, stale-while-revalidate=10;     Cache-Control: no-cache;           62; stale",
                "s-maxage=60, stale-while-revalidate=10;    ;                                  62; stale",
                "max-age=60, must-revalidate, stale-while-revalidate=10; ;                     62; stale",
                "max-age=60, stale-if-error=10;             ;                                  70; stale-or",
                "max-age=60, stale-if-error=10;             ;                                  71; stale",
                "max-age=60, stale-if-error=10;             Cache-Control: max-age=5;          30; request-or",
                "max-age=60, stale-if-error=10;             Cache-Control: no-cache;           30; request",
                "max-age=60, stale-if-error=10, must-revalidate; ;                             61; stale",
                "max-age=60, stale-if-error=10, no-cache;   ;                                  61; stale",
                "max-age=60;                                Cache-Control: stale-if-error=10;  61; stale-or",
                "max-age=60, must-revalidate;               Cache-Control: stale-if-error=10;  61; stale"
            })
    void what_is_stored_is_used_where_answer_and_request_let_it(
            String answer, String request, long age, String expected) {
        var headers = Fields.of("Cache-Control: " + answer);
        var said = Directives.of(List.of(answer));
        var terms = Terms.of(200, headers, said, new Times(NOW, 0, NOW), CacheRule.Times.AS_SAID);
        var asked = Asked.of(Fields.of(request == null ? "" : request));
        assertThat(name(Freshness.of(asked, terms, age * 1000))).isEqualTo(expected);
    }

    private static String name(Freshness freshness) {
        return switch (freshness) {
            case Freshness.Fit() -> "fit";
            case Freshness.FitMeanwhile() -> "meanwhile";
            case Freshness.Unfit(var byRequest, var ifError) ->
                (byRequest ? "request" : "stale") + (ifError ? "-or" : "");
        };
    }

    @ParameterizedTest(name = "{0}, {1} ms on the way: {2} ms")
    @CsvSource(
            delimiter = ';',
            value = {
                "Date: Mon, 23 Nov 2026 12:00:00 GMT;                   0;      0",
                "Date: Mon, 23 Nov 2026 11:59:59 GMT;                   0;      1",
                "Date: Mon, 23 Nov 2026 11:59:50 GMT;                   0;      9001",
                "Date: Mon, 23 Nov 2026 12:00:50 GMT;                   0;      0",
                "Date: today;                                           0;      0",
                "X: y;                                                  700;    700",
                "Age: 30;                                               700;    30700",
                "Age: 30 | Date: Mon, 23 Nov 2026 11:59:00 GMT;         0;      59001",
                "Age: 90 | Date: Mon, 23 Nov 2026 11:59:00 GMT;         0;      90000",
                "Age: 30, 90;                                           0;      30000",
                "Age: 30 | Age: 90;                                     0;      30000",
                "Age: x, 90;                                            0;      0",
                "Age: -30;                                              0;      0",
                "Age: 1.5;                                              0;      0",
                "Age: 99999999999999999999;                             0;      2147483648000"
            })
    void an_age_is_what_is_said_or_what_the_dates_tell(String fields, long delay, long age) {
        assertThat(Times.of(Fields.of(fields), NOW - delay, NOW).ageThen()).isEqualTo(age);
    }

    @Test
    void an_age_grows_and_a_clock_that_goes_back_does_not_make_it_less() {
        var times = new Times(NOW, 5, NOW);
        assertThat(times.age(NOW + 1000)).isEqualTo(1005);
        assertThat(times.age(NOW - 1000)).isEqualTo(5);
    }
}
