package dev.portico.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheabilityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                              | -    | private, no-cache",
                "max-age=60                     | -    | max-age=60",
                "public, max-age=60             | -    | max-age=60",
                "max-age=60                     | 20   | max-age=40",
                "max-age=60                     | 90   | no-cache",
                "Private, Max-Age=60            | -    | private, max-age=60",
                "private=\"x-secret\", max-age=6 | -    | private, max-age=6",
                "no-cache, max-age=60           | -    | no-cache",
                "max-age=60, no-store           | -    | no-store",
                "max-age=60, max-age=5          | -    | max-age=5",
                "max-age=-5                     | -    | no-cache",
                "max-age=99999999999            | -    | no-cache",
                "max-age=sixty                  | -    | no-cache",
                "max-age=600, s-maxage=0        | -    | no-cache",
                "max-age=600, s-maxage=60       | 10   | 'max-age=50, must-revalidate'",
                "max-age=60, s-maxage=600       | -    | 'max-age=60, must-revalidate'",
                "s-maxage=600                   | -    | no-cache",
                "max-age=60, s-maxage=soon      | -    | no-cache",
                "private, max-age=60, s-maxage=0 | -   | private, max-age=60",
                "s-maxage=0, max-age=60, private | -   | private, max-age=60",
                "max-age=60, must-revalidate    | -    | 'max-age=60, must-revalidate'",
                "max-age=60, Proxy-Revalidate   | -    | 'max-age=60, must-revalidate'",
                "private, max-age=6, must-revalidate | - | 'private, max-age=6, must-revalidate'",
                "must-revalidate                | -    | no-cache",
                "immutable                      | -    | no-cache"
            })
    void is_what_the_fields_say_and_never_more(String cacheControl, String age, String field) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (cacheControl != null) {
            headers.set("Cache-Control", cacheControl);
        }
        if (age != null) {
            headers.set("Age", age);
        }
        assertThat(Cacheability.of(headers).field()).isEqualTo(field);
    }

    @Test
    void lines_are_read_as_one_list() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Cache-Control", "max-age=60")
                .add("Cache-Control", "private");
        assertThat(Cacheability.of(headers).field()).isEqualTo("private, max-age=60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANYONE | 60 | ANYONE   | 30 | max-age=30",
                "ANYONE | 60 | RECEIVER | 90 | private, max-age=60",
                "ANYONE | 60 | RECEIVER | 0  | private, no-cache",
                "ANYONE | 60 | NOBODY   | 0  | no-store"
            })
    void the_least_of_two_is_neither_kept_longer_nor_by_more(
            Cacheability.Keeper keeper, long seconds, Cacheability.Keeper other, long otherSeconds, String field) {
        var one = new Cacheability(keeper, seconds);
        var two = new Cacheability(other, otherSeconds);
        assertThat(one.least(two).field()).isEqualTo(field);
        assertThat(two.least(one).field()).isEqualTo(field);
    }

    @Test
    void what_may_not_be_used_stale_keeps_the_whole_from_it() {
        var one = new Cacheability(Cacheability.Keeper.ANYONE, 60, true);
        var two = new Cacheability(Cacheability.Keeper.ANYONE, 90);
        assertThat(one.least(two).field()).isEqualTo("max-age=60, must-revalidate");
        assertThat(two.least(one)).isEqualTo(one.least(two));
    }
}
