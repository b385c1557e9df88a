package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.NOW;
import static dev.portico.gateway.cache.Answers.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {

    private static final String DATE = "Mon, 23 Nov 2026 11:00:00 GMT";

    @Test
    void a_request_asks_for_anything_but_what_is_stored_whatever_the_client_holds() {
        var request = Fields.of("If-None-Match: \"mine\" | If-Modified-Since: x | A: b");
        Validation.ask(request, List.of(new Validators("\"a\"", DATE)));
        assertThat(request.get("If-None-Match")).isEqualTo("\"a\"");
        assertThat(request.get("If-Modified-Since")).isEqualTo(DATE);
        assertThat(request.names()).containsExactlyInAnyOrder("If-None-Match", "If-Modified-Since", "A");
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "ETag: \"a\";                               ETag: \"a\";            true",
                "ETag: \"a\";                               ETag: \"b\";            false",
                "ETag: W/\"a\";                             ETag: \"a\";            false",
                "ETag: \"a\";                               ETag: W/\"a\";          true",
                "ETag: W/\"a\";                             ETag: W/\"a\";          true",
                "ETag: W/\"a\";                             ETag: W/\"b\";          false",
                "ETag: \"a\";                               X: y;                   true",
                "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT; Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT; true",
                "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT; Last-Modified: Mon, 23 Nov 2026 11:00:01 GMT; false",
                "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT; ETag: \"a\";         false",
                "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT; X: y;                true"
            })
    void a_304_is_about_what_it_names(String stored, String answer, boolean confirms) {
        assertThat(Validation.confirms(Fields.of(answer), Validators.of(Fields.of(stored))))
                .isEqualTo(confirms);
    }

    @Test
    void a_304_brings_the_fields_up_to_date_but_for_those_about_the_bytes() {
        var stored =
                stored("0123", "Cache-Control: max-age=1 | ETag: \"a\" | A: 1 | A: 2 | B: 1 | Content-Encoding: br");
        var newer = Fields.of("Cache-Control: max-age=9 | A: 3 | C: 1 | Content-Length: 0 | Content-Encoding: gzip"
                + " | Connection: D | D: 1 | Set-Cookie: a=b");
        var head = Validation.renewed(stored, new Head(304, newer, Times.of(newer, NOW, NOW)));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().getAll("A")).containsExactly("3");
        assertThat(head.headers().get("B")).isEqualTo("1");
        assertThat(head.headers().get("C")).isEqualTo("1");
        assertThat(head.headers().get("Cache-Control")).isEqualTo("max-age=9");
        assertThat(head.headers().get("Content-Length")).isEqualTo("4");
        assertThat(head.headers().get("Content-Encoding")).isEqualTo("br");
        assertThat(head.headers().names()).doesNotContain("D", "Set-Cookie", "Age");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "X: y;                                                  true",
                "ETag: \"a\";                                           true",
                "ETag: \"b\";                                           false",
                "Content-Length: 4;                                     true",
                "Content-Length: 5;                                     false",
                "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT;          true",
                "Last-Modified: Mon, 23 Nov 2026 11:00:01 GMT;          false",
                "ETag: \"a\" | Content-Length: 5;                       false"
            })
    void a_head_is_of_what_is_stored_where_nothing_speaks_against_it(String fields, boolean describes) {
        var stored = stored("0123", "Cache-Control: max-age=1", "ETag: \"a\"", "Last-Modified: " + DATE);
        assertThat(Validation.describes(Fields.of(fields), stored)).isEqualTo(describes);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "200; X: y;                                                 /a/b?c",
                "303; Location: /d;                                         /a/b?c /d",
                "201; Location: d?e=f;                                      /a/b?c /a/d?e=f",
                "201; Location: ../d;                                       /a/b?c /d",
                "201; Location: http://one:80/d;                            /a/b?c /d",
                "201; Location: http://one:80;                              /a/b?c /",
                "201; Location: HTTP://ONE:80/d;                            /a/b?c /d",
                "201; Location: //one:80/d;                                 /a/b?c",
                "201; Location: http://one/d;                               /a/b?c",
                "201; Location: http://two:80/d;                            /a/b?c",
                "201; Location: %;                                          /a/b?c",
                "200; Content-Location: /d | Location: /e;                  /a/b?c /e /d",
                "400; Location: /d;                                         -",
                "500; X: y;                                                 -"
            })
    void a_change_makes_void_what_it_is_of_and_what_it_names(int status, String fields, String targets) {
        assertThat(Invalidation.targets("/a/b?c", status, Fields.of(fields), List.of("http://one:80")))
                .containsExactlyInAnyOrder(targets == null ? new String[0] : targets.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, false",
        "HEAD, false",
        "OPTIONS, false",
        "TRACE, false",
        "POST, true",
        "PUT, true",
        "DELETE, true",
        "PATCH, true",
        "get, true",
        "UNHEARD-OF, true"
    })
    void any_method_that_nobody_knows_to_be_safe_may_change_something(String method, boolean may) {
        assertThat(Invalidation.mayChange(method)).isEqualTo(may);
    }
}
