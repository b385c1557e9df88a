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

/** What browsers are told about answers, and which pages may read them. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class BrowsersOverSocketsTest {

    private static final String SHOP = "Origin: https://shop.test";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void a_preflight_needs_no_caller_and_reaches_no_upstream() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head(
                            "OPTIONS /api/orders HTTP/1.1",
                            "Host: a",
                            SHOP,
                            "Access-Control-Request-Method: DELETE",
                            "Access-Control-Request-Headers: authorization"))
                    .answer();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("https://shop.test");
            assertThat(answer.field("Access-Control-Allow-Methods")).contains("DELETE");
            assertThat(answer.field("Access-Control-Allow-Headers")).isEqualTo("Authorization");
            assertThat(answer.field("Access-Control-Max-Age")).isEqualTo("300");
            assertThat(answer.fields("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.field("Vary")).isEqualTo("Origin");
            assertThat(answer.fields("Content-Length")).isEmpty();
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
        assertThat(upstream.next().startLine()).contains("/open/next");
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_preflight_of_another_origin_is_refused() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head(
                            "OPTIONS /open/x HTTP/1.1",
                            "Host: a",
                            "Origin: https://evil.test",
                            "Access-Control-Request-Method: GET"))
                    .answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.head()).doesNotContainIgnoringCase("access-control-");
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/open/x, 200", "/screen/open, 200", "/screen/me, 401", "/nowhere, 404", "/open/../x, 400"})
    void pages_of_a_listed_origin_may_read_every_answer_even_a_refusal(String path, int status) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", SHOP))
                    .answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("https://shop.test");
            assertThat(answer.field("Access-Control-Expose-Headers")).isEqualTo("RateLimit");
            answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", "Origin: https://evil.test"))
                    .answer();
            assertThat(answer.head()).doesNotContainIgnoringCase("access-control-");
        }
    }

    @Test
    void what_an_upstream_says_of_other_origins_never_reaches_the_client() {
        upstream.answer(
                "/open/cors",
                "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\naccess-control-allow-credentials: true\r\n"
                        + "Vary: Accept\r\nX-Frame-Options: SAMEORIGIN\r\nContent-Length: 2\r\n\r\nok");
        try (var wire = Wire.to(gateway)) {
            var answer =
                    wire.send(Wire.head("GET /open/cors HTTP/1.1", "Host: a")).answer();
            assertThat(answer.head()).doesNotContainIgnoringCase("access-control-");
            assertThat(answer.fields("Vary")).containsExactly("Accept", "Origin");
            assertThat(answer.fields("X-Frame-Options")).containsExactly("DENY");
            answer = wire.send(Wire.head("GET /open/cors HTTP/1.1", "Host: a", SHOP))
                    .answer();
            assertThat(answer.fields("Access-Control-Allow-Origin")).containsExactly("https://shop.test");
            assertThat(answer.fields("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/x", "/screen/me", "/screen/broken", "/nowhere"})
    void every_answer_is_hardened(String path) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", Tokens.bearer("ann")))
                    .answer();
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Content-Security-Policy")).isEqualTo("frame-ancestors 'none'");
            assertThat(answer.fields("Strict-Transport-Security")).isEmpty();
        }
    }
}
