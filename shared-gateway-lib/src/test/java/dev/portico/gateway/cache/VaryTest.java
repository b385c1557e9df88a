package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaryTest {

    @ParameterizedTest(name = "Vary: {0}, {1} and {2}: {3}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Foo;               Foo: 1;                         Foo: 1;                         true",
                "Foo;               Foo: 1;                         Foo: 2;                         false",
                "Foo;               Foo: 1;                         foo: 1;                         true",
                "foo;               Foo: a;                         Foo: A;                         false",
                "Foo;               ;                               ;                               true",
                "Foo;               Foo: 1;                         ;                               false",
                "Foo;               ;                               Foo: 1;                         false",
                "Foo;               Foo:;                           ;                               false",
                "Foo;               Foo: 1 | Bar: 1;                Foo: 1 | Bar: 2;                true",
                "Foo, Bar;          Foo: 1 | Bar: 1;                Foo: 1 | Bar: 2;                false",
                "Foo;               Foo: 1 | Foo: 2;                Foo: 1, 2;                      true",
                "Foo;               Foo: 1,2;                       Foo: 1 , 2;                     true",
                "Foo;               Foo: 1,2;                       Foo: 2,1;                       false",
                "Foo;               Foo: \"a,b\";                   Foo: \"a, b\";                  false",
                "Foo;               Foo: 12;                        Foo: 1 2;                       false",
                "Accept-Encoding;   Accept-Encoding: gzip,BR;       Accept-Encoding: GZip, br;      true",
                "Accept-Encoding;   Accept-Encoding: gzip；q=0.5;    Accept-Encoding: gzip ； Q = 0.5; true",
                "Accept-Encoding;   Accept-Encoding: gzip, br;      Accept-Encoding: br, gzip;      true",
                "Accept-Encoding;   Accept-Encoding: gzip, br；q=0；x; Accept-Encoding: br；q=0；x, gzip; true",
                "Accept-Encoding;   Accept-Encoding: gzip, br；q=0.5; Accept-Encoding: gzip；q=0.5, br; false",
                "Accept-Language;   Accept-Language: de, en；q=0.5;  Accept-Language: en；q=0.5, de;  true",
                "Accept-Language;   Accept-Language: de, en；q=x;    Accept-Language: en；q=x, de;    true",
                "Accept-Language;   Accept-Language: de, en;        Accept-Language: en, de;        false",
                "Accept;            Accept: a/b；x=\"1,2\", c/d；q=0; Accept: c/d；q=0, a/b；x=\"1,2\"; false",
                "Accept-Language;   Accept-Language: de-DE,en;      Accept-Language: de-de, EN;     true",
                "Accept-Language;   Accept-Language: de;            Accept-Language: de-DE;         false",
                "Accept;            Accept: Text/HTML;              Accept: text/html;              true",
                "Accept;            Accept: , a/b,, c/d ,;          Accept: a/b | Accept: c/d;      true",
                "Accept;            Accept: a/b ； q = 1;            Accept: a/b；q=1;                true",
                "Accept;            Accept: a b;                    Accept: ab;                     false",
                "Accept;            Accept: a  b;                   Accept: a b;                    true",
                "Accept;            Accept:;                        Accept: ,;                      true",
                "Accept;            Accept:;                        ;                               false"
            })
    void an_answer_is_for_requests_that_mean_the_same(String vary, String one, String other, boolean matches) {
        var stored = Vary.of(Fields.of("Vary: " + vary), request(one));
        assertThat(stored.matches(request(other))).isEqualTo(matches);
    }

    /** A semicolon parts the columns of the table, so that values with one are written with a full-width one. */
    private static MultiMap request(String fields) {
        return Fields.of(fields == null ? "" : fields.replace('；', ';'));
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(Vary.names(Fields.of("Vary: Foo, bar", "Vary: BAZ"))).containsExactly("foo", "bar", "baz");
    }

    @Test
    void a_coded_answer_is_for_those_who_asked_for_the_same_codings_even_if_it_does_not_say_so() {
        var stored = Vary.of(Fields.of("Content-Encoding: br"), Fields.of("Accept-Encoding: br"));
        assertThat(stored.matches(Fields.of("Accept-Encoding: br"))).isTrue();
        assertThat(stored.matches(Fields.of("Accept-Encoding: gzip"))).isFalse();
        assertThat(stored.matches(Fields.of())).isFalse();
    }
}
