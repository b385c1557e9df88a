package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No spelling of a path leads past the row that protects it. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class PathsOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/screen/me",
                "/screen/%6de",
                "/screen/me/",
                "/screen//me",
                "//screen/me",
                "/screen/./me",
                "/screen/open/../me",
                "/x/../screen/me",
                "/open/../screen/me",
                "/open/..%2fscreen/me",
                "/open/%2e%2e/screen/me",
                "/open/%2E%2E%2Fscreen%2Fme",
                "/open/..;/screen/me",
                "/open/%252e%252e/screen/me",
                "/screen/me;a=b",
                "/screen;a=b/me",
                "/screen/me%3ba=b",
                "/screen/me%00",
                "/screen/me%20",
                "/screen/me%2f",
                "/screen%2fme",
                "/screen\\me",
                "/screen%5cme",
                "/SCREEN/me",
                "/screen/ME",
                "/screen/me?x=/screen/open",
                "/screen/me.json",
                "http://a/screen/me",
                "http://a/open/../screen/me",
                "/screen/%c0%aeme",
                "/screen/open/%2e%2e/me",
                "/q/../screen/me",
                "/screen/admin",
                "/screen/admin/",
                "/screen/adm%69n",
                "/screen/ad%6Din;x",
            })
    void no_spelling_reaches_a_screen_without_a_token(String target) {
        for (var method : new String[] {"GET", "HEAD", "get", "OPTIONS", "POST", "TRACE", "PROPFIND"}) {
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head(method + " " + target + " HTTP/1.1", "Host: a", "Content-Length: 0"))
                        .endSending();
                var all = wire.rest();
                assertThat(all).as(method + " " + target).startsWith("HTTP/1.1 4");
                assertThat(all).doesNotContain("exchange").doesNotContain("secret");
            }
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../api/x",
                "/open/%2e%2e/api/x",
                "/open/%2e/x",
                "/open/.%2e/api/x",
                "/open/..%2fapi",
                "/open/a%2fb",
                "/open/a%5cb",
                "/open//x",
                "/open/x//",
                "/open/x;a=b",
                "/open/x%3Ba",
                "/open/%252e%252e/x",
                "/open/%25%32%65",
                "/open/%",
                "/open/%zz",
                "/open/%0d%0aX:y",
                "/open/%00",
                "/open/%ff",
                "/open/{x}",
                "/open/<x>",
                "/open/x|y",
                "/open/^",
            })
    void an_ambiguous_path_goes_to_no_upstream(String target) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + target + " HTTP/1.1", "Host: a", "Connection: close"))
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/open, /open",
        "/open/, /open/",
        "/open/a%2Db, /open/a-b",
        "/open/%7euser, /open/~user",
        "/open/%c3%a9, /open/%C3%A9",
        "/open/a%20b, /open/a%20b",
        "/open/a+b, /open/a+b",
        "/open/a?x=%2e%2e/&y=%0d%0a, /open/a?x=%2e%2e/&y=%0d%0a",
        "/open/...., /open/....",
        "/moved/a, /v2/a",
        "/moved, /v2",
        "/moved/, /v2/",
        "/moved/v2?a, /v2/v2?a",
    })
    void an_upstream_gets_the_canonical_path_and_nothing_else(String target, String expected) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + target + " HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET " + expected + " HTTP/1.1");
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openx", "/OPEN/x", "/", "/q/health", "/health", "/metrics", "/q/metrics", "/favicon.ico"})
    void what_is_not_in_the_table_is_not_found(String target) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + target + " HTTP/1.1", "Host: a", Tokens.bearer("ann", "admin")))
                    .answer();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:not-found");
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_stripped_prefix_cannot_be_left() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /api HTTP/1.1", "Host: a", Tokens.bearer("ann")))
                    .answer();
            assertThat(answer.body()).isEqualTo("GET /");
        }
    }
}
