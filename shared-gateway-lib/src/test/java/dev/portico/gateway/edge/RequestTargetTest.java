package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "/a/b - /a/b -",
                "/a?b?c - /a b?c",
                "/a?http://b/c - /a http://b/c",
                "/a://b - /a://b -",
                "http://a/b?c a /b c",
                "HTTPS://a:1/b a:1 /b -",
                "http://a a / -",
                "http://a?b a / b",
                "http://u:p@a/b u:p@a /b -",
                "ftp://a/b - ftp://a/b -",
                "a/b - a/b -",
                "* - * -",
            })
    void a_target_is_taken_apart(String target, String authority, String path, String query) {
        assertThat(RequestTarget.of(target)).isEqualTo(new RequestTarget(authority, path, query));
    }
}
