package dev.portico.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /                         | /
                    /api/orders               | /api/orders
                    /api/orders/              | /api/orders/
                    /%61pi/%6Frders           | /api/orders
                    /%41PI                    | /API
                    /a%2db%2Ec%5fd%7Ee        | /a-b.c_d~e
                    /caf%c3%a9                | /caf%C3%A9
                    /caf%C3%A9                | /caf%C3%A9
                    /%e2%82%ac/%f0%9f%98%80   | /%E2%82%AC/%F0%9F%98%80
                    /a%20b                    | /a%20b
                    /100%25                   | /100%25
                    /100%25x                  | /100%25x
                    /a%25zz                   | /a%25zz
                    /a%3fb                    | /a%3Fb
                    /a%23b                    | /a%23b
                    /!$&'()*+,=:@             | /!$&'()*+,=:@
                    /%21%24%26%27%28%29%2a    | /!$&'()*
                    /%2B%2c%3D%3a%40          | /+,=:@
                    /api/orders%3Aexport      | /api/orders:export
                    /...                      | /...
                    /.well-known/jwks.json    | /.well-known/jwks.json
                    /a..b/..c/d..             | /a..b/..c/d..
                    """)
    void one_meaning_has_one_spelling(String sent, String canonical) {
        assertThat(CanonicalPath.of(sent)).isEqualTo(new CanonicalPath.Accepted(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..", "/../", "/a/..", "/a/../b", "/.", "/./a", "/a/.",
                "/%2e%2e/", "/%2E%2E", "/.%2e/a", "/%2E./a", "/a/%2e", "/a/%2E/b", "/%2e%2E/x"
            })
    void dot_segments_are_refused_in_any_encoding(String sent) {
        assertThat(why(sent)).contains(". or ..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//a", "/a//b", "/a//", "///"})
    void empty_segments_are_refused(String sent) {
        assertThat(why(sent)).contains("empty segment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a;b", "/a;b=c/d", "/;", "/a/..;/b", "/a;.css"})
    void parameters_are_refused(String sent) {
        assertThat(why(sent)).contains("; parameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2fb",
                "/a%2Fb",
                "/%2f",
                "/a%5cb",
                "/a%5Cb",
                "/a%00",
                "/a%0a",
                "/a%0D%0Ab",
                "/a%1f",
                "/a%7f",
                "/a%7F",
                "/a%3bb",
                "/a%3Bb"
            })
    void encoded_delimiters_and_controls_are_refused(String sent) {
        assertThat(why(sent)).contains("encoded slash, semicolon, backslash or control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%252e%252e",
                "/a%252fb",
                "/%25%32%65",
                "/%25%32e",
                "/%252%65",
                "/%25%32%66a",
                "/x%2541",
                "/%25%63%30"
            })
    void a_double_encoding_is_refused_however_it_is_put_together(String sent) {
        assertThat(why(sent)).isEqualTo("The path is percent-encoded twice.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%c0%ae",
                "/%C0%AE%C0%AE/",
                "/%c0%af",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%ff",
                "/%80",
                "/%c3",
                "/%c3/%a9",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/%c3x"
            })
    void what_is_not_utf_8_is_refused(String sent) {
        assertThat(why(sent)).isEqualTo("The path is not encoded as UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%a", "/a%", "/%zz", "/%-1", "/%+1", "/%2", "/%%32e", "/%2 0", "/%u002e"})
    void a_percent_sign_without_two_hex_digits_is_refused(String sent) {
        assertThat(CanonicalPath.of(sent)).isInstanceOf(CanonicalPath.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/caf\u00e9",
                "/\uff0e\uff0e/",
                "/a b",
                "/a\tb",
                "/a\nb",
                "/a\u0000",
                "/a\"b",
                "/<a>",
                "/a|b",
                "/{a}",
                "/a^b",
                "/a`b",
                "/[a]",
                "/a?b",
                "/a#b",
                "/%\uff12\uff10"
            })
    void a_character_that_has_to_be_encoded_is_refused(String sent) {
        assertThat(why(sent)).contains("has to be percent-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\\b", "/..\\..\\b", "/\\"})
    void a_backslash_is_refused(String sent) {
        assertThat(why(sent)).contains("backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "http://orders/a", "orders:443", "%2fa", ".", "@evil.example/"})
    void a_path_without_its_leading_slash_is_refused(String sent) {
        assertThat(why(sent)).isEqualTo("The path has to start with a slash.");
    }

    @Test
    void what_is_accepted_is_its_own_canonical_spelling() {
        var random = new Random(20_260_301);
        var pieces =
                new String[] {"/", "a", ".", "%", "2", "e", "5", "f", "%25", "%2e", "%41", "%c3", "%a9", "E", "~", "%7"
                };
        for (int i = 0; i < 20_000; i++) {
            var path = new StringBuilder("/");
            for (int j = random.nextInt(8); j >= 0; j--) {
                path.append(pieces[random.nextInt(pieces.length)]);
            }
            if (CanonicalPath.of(path.toString()) instanceof CanonicalPath.Accepted(var canonical)) {
                assertThat(CanonicalPath.of(canonical)).as("%s", path).isEqualTo(new CanonicalPath.Accepted(canonical));
            }
        }
    }

    private static String why(String sent) {
        return switch (CanonicalPath.of(sent)) {
            case CanonicalPath.Accepted(var path) -> throw new AssertionError("accepted as " + path);
            case CanonicalPath.Ambiguous(var why) -> why;
        };
    }
}
