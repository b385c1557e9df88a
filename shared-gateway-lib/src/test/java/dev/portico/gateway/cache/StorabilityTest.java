package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.Storability.Reason;
import dev.portico.gateway.cache.Storability.Storable;
import dev.portico.gateway.cache.Storability.Unstorable;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorabilityTest {

    private static final long NOW = HttpDate.parse("Mon, 23 Nov 2026 12:00:00 GMT", 0);

    @ParameterizedTest(name = "{0} with {1}: {2} s")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "200; Cache-Control: max-age=60;                                             60",
                "200; Cache-Control: max-age=60, s-maxage=10;                                10",
                "200; Cache-Control: s-maxage=x, max-age=60 | ETag: \"a\";                   0",
                "200; Cache-Control: max-age=60 | Expires: Mon, 23 Nov 2026 14:00:00 GMT;    60",
                "200; Expires: Mon, 23 Nov 2026 12:00:30 GMT;                                30",
                "200; Expires: Mon, 23 Nov 2026 12:00:30 GMT | Date: Mon, 23 Nov 2026 11:59:50 GMT; 40",
                "200; Expires: Mon, 23 Nov 2026 12:00:30 GMT | Date: soon;                   30",
                "200; Expires: Monday, 23-Nov-26 12:00:30 GMT;                               30",
                "200; Expires: 0 | ETag: \"a\";                                              0",
                "200; Expires: Mon, 23 Nov 2026 11:00:00 GMT | ETag: \"a\";                  0",
                "200; CDN-Cache-Control: public | Expires: Mon, 23 Nov 2026 12:00:30 GMT | ETag: \"a\"; 0",
                "200; ETag: \"a\";                                                           0",
                "200; Cache-Control: public | Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT;  0",
                "200; Cache-Control: no-cache, max-age=60 | ETag: \"a\";                     60",
                "200; Cache-Control: private=\"x-user\", max-age=60;                         60",
                "404; Cache-Control: max-age=60;                                             60",
                "302; Cache-Control: max-age=60;                                             60",
                "302; Expires: Mon, 23 Nov 2026 12:00:30 GMT;                                30",
                "503; Cache-Control: max-age=60;                                             60",
                "299; Cache-Control: max-age=60;                                             60",
                "599; Cache-Control: s-maxage=60;                                            60",
                "200; Cache-Control: must-understand, no-store, max-age=60;                  60",
                "200; Cache-Control: max-age=60 | Pragma: no-cache;                          60",
                "200; Cache-Control: max-age=60, unheard-of=1;                               60",
                "206; Cache-Control: max-age=60 | Content-Range: bytes 0-1/3;                60",
                "200; Cache-Control: max-age=60, private=\"Set-Cookie\" | Set-Cookie: a=b;    60",
                "200; Cache-Control: max-age=60 | Vary: Accept;                              60"
            })
    void an_answer_is_kept_that_may_be(int status, String fields, long lifetime) {
        assertThat(of(status, Fields.of(fields), CacheRule.STANDARD))
                .isInstanceOfSatisfying(
                        Storable.class,
                        storable -> assertThat(storable.terms().lifetime()).isEqualTo(lifetime * 1000));
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "200; Cache-Control: no-store, max-age=60;                          NO_STORE",
                "200; Cache-Control: max-age=60 | Cache-Control: no-store;          NO_STORE",
                "200; CDN-Cache-Control: no-store | Cache-Control: max-age=60;      NO_STORE",
                "200; Cache-Control: private, max-age=60;                           PRIVATE",
                "200; Cache-Control: private, s-maxage=60;                          PRIVATE",
                "200; Cache-Control: private, private=\"x\", max-age=60;            PRIVATE",
                "200; Cache-Control: max-age=60 | Vary: *;                          VARY",
                "200; Cache-Control: max-age=60 | Content-Type: Text/Event-Stream;  STREAM",
                "200; Cache-Control: max-age=60 | Vary: Accept, *;                  VARY",
                "200; Cache-Control: max-age=60 | Vary: Accept | Vary: *;           VARY",
                "200; Cache-Control: max-age=60 | Set-Cookie: a=b;                  COOKIE",
                "200; Cache-Control: max-age=0;                                     USELESS",
                "200; Cache-Control: no-cache, max-age=60;                          USELESS",
                "200; X: y;                                                         USELESS",
                "200; Last-Modified: yesterday;                                     USELESS",
                "206; Cache-Control: max-age=60;                                    STATUS",
                "206; Cache-Control: max-age=60 | Content-Range: lines 0-1/3;       STATUS",
                "206; Cache-Control: max-age=60 | Content-Range: bytes 0-1/3 | Content-Type: Multipart/byteranges;  STATUS",
                "304; Cache-Control: max-age=60;                                    STATUS",
                "302; ETag: \"a\";                                                  STATUS",
                "500; ETag: \"a\";                                                  STATUS",
                "201; ETag: \"a\";                                                  STATUS",
                "299; Cache-Control: must-understand, max-age=60;                   STATUS",
                "599; Cache-Control: must-understand, no-store, max-age=60;         STATUS"
            })
    void an_answer_is_not_kept_that_may_not_be_or_is_of_no_use(int status, String fields, Reason why) {
        assertThat(of(status, Fields.of(fields), CacheRule.STANDARD)).isEqualTo(new Unstorable(why));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "Cache-Control: max-age=60;                         false",
                "Expires: Mon, 23 Nov 2026 12:00:30 GMT;            false",
                "Cache-Control: max-age=60, proxy-revalidate;       false",
                "Cache-Control: max-age=60, public;                 true",
                "Cache-Control: s-maxage=60;                        true",
                "Cache-Control: max-age=60, must-revalidate;        true",
                "Cache-Control: max-age=60 | Vary: Cookie;          false"
            })
    void what_was_fetched_with_credentials_is_kept_where_it_says_that_others_may_have_it(String fields, boolean kept) {
        var storability = Storability.of(
                head(200, Fields.of(fields)), Asked.NOTHING, Credentials.AUTHORIZATION, CacheRule.STANDARD);
        assertThat(storability instanceof Storable).isEqualTo(kept);
        assertThat(kept || storability.equals(new Unstorable(Reason.CREDENTIALS)))
                .isTrue();
    }

    @Test
    void what_a_client_does_not_want_kept_is_not() {
        var asked = Asked.of(Fields.of("Cache-Control: no-store"));
        var head = head(200, Fields.of("Cache-Control: max-age=60"));
        assertThat(Storability.of(head, asked, Credentials.NONE, CacheRule.STANDARD))
                .isEqualTo(new Unstorable(Reason.REQUEST_NO_STORE));
    }

    @ParameterizedTest(name = "{0} with {1}: {2} s")
    @CsvSource(
            delimiter = ';',
            value = {
                "200; X: y;                                         30",
                "200; Cache-Control: public;                        30",
                "200; Cache-Control: max-age=5;                     5",
                "200; Expires: 0;                                   0",
                "404; X: y;                                         7",
                "410; X: y;                                         7",
                "404; Cache-Control: max-age=5;                     5",
                "501; X: y;                                         0"
            })
    void a_row_says_how_long_an_answer_is_fresh_that_says_nothing_of_it(int status, String fields, long lifetime) {
        var times = new CacheRule.Times(
                Optional.of(Duration.ofSeconds(30)), false, Optional.of(Duration.ofSeconds(7)), Duration.ofDays(1), 0);
        assertThat(of(status, Fields.of(fields), rule(times)))
                .isInstanceOfSatisfying(
                        Storable.class,
                        storable -> assertThat(storable.terms().lifetime()).isEqualTo(lifetime * 1000));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "Cache-Control: max-age=5, must-revalidate;     true",
                "Cache-Control: no-cache;                       true",
                "Expires: 0;                                    true",
                "Cache-Control: no-store;                       false",
                "Cache-Control: private;                        false"
            })
    void a_row_may_know_better_of_times_but_never_of_who_may_have_it(String fields, boolean kept) {
        var times = new CacheRule.Times(
                Optional.of(Duration.ofSeconds(30)), true, Optional.empty(), Duration.ofSeconds(10), 0);
        var storability = of(200, Fields.of(fields), rule(times));
        assertThat(storability instanceof Storable).isEqualTo(kept);
        if (storability instanceof Storable(var terms)) {
            assertThat(terms).isEqualTo(new Terms(30_000, false, false, 10_000, 10_000, false));
        }
    }

    @ParameterizedTest(name = "{0} with {1}: {2} s")
    @CsvSource(
            delimiter = ';',
            value = {
                "200; Last-Modified: Mon, 23 Nov 2026 11:50:00 GMT;                             60",
                "404; Last-Modified: Mon, 23 Nov 2026 11:50:00 GMT;                             60",
                "299; Last-Modified: Mon, 23 Nov 2026 11:50:00 GMT | Cache-Control: public;     60",
                "200; Last-Modified: Mon, 23 Nov 2020 11:50:00 GMT;                             86400",
                "200; Last-Modified: Mon, 23 Nov 2026 12:50:00 GMT;                             0",
                "200; Last-Modified: Mon, 23 Nov 2026 11:50:00 GMT | Cache-Control: max-age=1;  1",
                "200; Last-Modified: Mon, 23 Nov 2026 11:50:00 GMT | Expires: 0;                0"
            })
    void a_time_is_guessed_only_where_the_row_says_so(int status, String fields, long lifetime) {
        var times = new CacheRule.Times(Optional.empty(), false, Optional.empty(), Duration.ZERO, 10);
        assertThat(of(status, Fields.of(fields), rule(times)))
                .isInstanceOfSatisfying(
                        Storable.class,
                        storable -> assertThat(storable.terms().lifetime()).isEqualTo(lifetime * 1000));
    }

    @Test
    void a_cookie_is_kept_only_where_the_row_says_so() {
        var rule =
                new CacheRule("", CacheRule.Times.AS_SAID, CacheRule.Sharing.BY_CALLER, Optional.empty(), true, true);
        assertThat(of(200, Fields.of("Cache-Control: max-age=60 | Set-Cookie: a=b"), rule))
                .isInstanceOf(Storable.class);
    }

    private static Storability of(int status, MultiMap headers, CacheRule rule) {
        return Storability.of(head(status, headers), Asked.NOTHING, Credentials.NONE, rule);
    }

    private static Head head(int status, MultiMap headers) {
        return new Head(status, headers, Times.of(headers, NOW, NOW));
    }

    private static CacheRule rule(CacheRule.Times times) {
        return new CacheRule("", times, CacheRule.Sharing.BY_CALLER, Optional.empty(), false, true);
    }
}
