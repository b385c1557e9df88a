package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "max-age=60;                        60",
                "MAX-AGE=60;                        60",
                "max-age=\"60\";                    60",
                "max-age=007;                       7",
                "max-age=0;                         0",
                "no-cache, max-age=60;              60",
                "max-age=60, max-age=3600;          60",
                "max-age=3600, max-age=60;          3600",
                ",,max-age=60,;                     60",
                "max-age=2147483648;                2147483648",
                "max-age=99999999999999999999999;   2147483648",
                "max-age=-1;                        0",
                "max-age=+1;                        0",
                "max-age=1.5;                       0",
                "max-age=60s;                       0",
                "max-age='60';                      0",
                "max-age=\"60;                      0",
                "max-age=;                          0",
                "max-age;                           0",
                "max-age =60;                       0",
                "max-age= 60;                       0",
                "max-age=60 no-store;               0",
                "max-age=x, max-age=60;             0",
                "xmax-age=60;                       -1",
                "x=\"max-age=60\";                  -1",
                "x=\"a, max-age=60, b\";            -1",
                "x=\"a\\\", max-age=60, b\";        -1",
                "x=\"a, max-age=60;                 60"
            })
    void a_number_is_what_is_said_first_and_nothing_where_it_cannot_be_read(String line, long seconds) {
        assertThat(Directives.of(List.of(line)).seconds("max-age")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "No-Store",
                "max-age=60, no-store",
                "no-store=x",
                "no-store =x",
                "x=\"a\", no-store",
                "x=\"a, no-store",
                "no-store,",
                "\tno-store\t"
            })
    void a_directive_is_found_wherever_it_stands(String line) {
        assertThat(Directives.of(List.of(line)).has("no-store")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nostore", "no-store-x", "x=no-store", "x=\"no-store\"", "x=\", no-store,\"", "no store"})
    void a_directive_is_not_found_in_anything_else(String line) {
        assertThat(Directives.of(List.of(line)).has("no-store")).isFalse();
    }

    @Test
    void lines_are_one_list() {
        var said = Directives.of(List.of("max-age=60", "no-store", "max-age=1"));
        assertThat(said.has("no-store")).isTrue();
        assertThat(said.seconds("max-age")).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "private;                               true;  ",
                "private=\"\";                          true;  ",
                "private=;                              true;  ",
                "private=\",\";                         true;  ",
                "private=\"X-User\";                    false; x-user",
                "private=X-User;                        false; x-user",
                "private=\"X-User, Set-Cookie\";        false; x-user set-cookie",
                "private=\"X-User\", private;           true;  x-user",
                "private=\"X-User\", private=\"X-B\";   false; x-user x-b"
            })
    void a_directive_about_fields_is_about_all_where_it_names_none(String line, boolean all, String fields) {
        var said = Directives.of(List.of(line));
        assertThat(said.hasUnqualified("private")).isEqualTo(all);
        assertThat(String.join(" ", said.fields("private"))).isEqualTo(fields == null ? "" : fields);
    }

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "CDN-Cache-Control: max-age=10 | Cache-Control: max-age=60;                         10",
                "CDN-Cache-Control: max-age=10 | CDN-Cache-Control: s=1 | Cache-Control: no-store;  10",
                "CDN-Cache-Control: max-age=5, max-age=10;                                          10",
                "CDN-Cache-Control: max-age=10.5 | Cache-Control: max-age=60;                       0",
                "CDN-Cache-Control: max-age=\"10\" | Cache-Control: max-age=60;                     0",
                "CDN-Cache-Control: max-age | Cache-Control: max-age=60;                            0",
                "CDN-Cache-Control: max-age=-10 | Cache-Control: max-age=60;                        0",
                "CDN-Cache-Control: no-x | Cache-Control: max-age=60;                               -1",
                "CDN-Cache-Control: x=(1 2) , max-age=10 | Cache-Control: max-age=60;               10",
                "CDN-Cache-Control: x=:YQ==:,y=?1,z=@1,max-age=10 | Cache-Control: max-age=60;      10",
                "CDN-Cache-Control: x=-1.25,y=tok/en,z=\"a\\\"b\",max-age=10;                       10",
                "CDN-Cache-Control: | Cache-Control: max-age=60;                                    60",
                "CDN-Cache-Control: Max-Age=10 | Cache-Control: max-age=60;                         60",
                "CDN-Cache-Control: max-age=10, | Cache-Control: max-age=60;                        60",
                "CDN-Cache-Control: max-age= 10 | Cache-Control: max-age=60;                        60",
                "CDN-Cache-Control: max-age=10s | Cache-Control: max-age=60;                        60",
                "CDN-Cache-Control: &&& | Cache-Control: max-age=60;                                60",
                "CDN-Cache-Control: x=\"a, max-age=10 | Cache-Control: max-age=60;                  60",
                "CDN-Cache-Control: x=?2, max-age=10 | Cache-Control: max-age=60;                   60",
                "CDN-Cache-Control: max-age=1234567890123456 | Cache-Control: max-age=60;           60",
                "Cache-Control: max-age=60;                                                         60"
            })
    void what_is_for_caches_like_this_one_wins_where_it_is_sound_and_says_something(String fields, long seconds) {
        assertThat(Directives.ofAnswer(Fields.of(fields)).seconds("max-age")).isEqualTo(seconds);
    }

    @Test
    void parameters_of_members_say_nothing() {
        var said = Directives.ofAnswer(Fields.of("CDN-Cache-Control: max-age=10;no-store;x=1, public;y"));
        assertThat(said.seconds("max-age")).isEqualTo(10);
        assertThat(said.has("public")).isTrue();
        assertThat(said.has("no-store")).isFalse();
    }
}
