package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
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

/** Whoever refuses, a gate, a screen or the framework between them: the client gets one kind of answer. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class ProblemsOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void nobody_is_told_how_to_become_somebody() {
        var answer = problem(401, "GET /screen/me HTTP/1.1", "Host: a");
        assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer realm=\"portico\"");
    }

    @Test
    void a_role_that_the_screen_wants_and_the_row_does_not_is_still_wanted() {
        problem(403, "GET /screen/admin HTTP/1.1", "Host: a", Tokens.bearer("ann", "customer"));
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /screen/admin HTTP/1.1", "Host: a", Tokens.bearer("ann", "admin")))
                    .answer();
            assertThat(answer.json().getString("secret")).isEqualTo("for admins only");
        }
    }

    @Test
    void a_screen_for_somebody_under_a_row_for_anyone_is_refused_to_nobody() {
        var answer = problem(401, "GET /screen/signed-in HTTP/1.1", "Host: a");
        assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer realm=\"portico\"");
    }

    @Test
    void what_no_screen_serves_below_a_row_of_screens_is_not_found() {
        problem(404, "GET /screen/nothing HTTP/1.1", "Host: a", Tokens.bearer("ann"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /screen/me", "DELETE, /screen/me-later"})
    void a_method_that_no_screen_has_is_refused_with_those_it_has(String method, String path) {
        var answer =
                problem(405, method + " " + path + " HTTP/1.1", "Host: a", "Content-Length: 0", Tokens.bearer("ann"));
        assertThat(answer.field("Allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /open/x", "PROPFIND, /open/x", "get, /open/x", "POST, /screen/open"})
    void a_method_that_the_row_does_not_have_is_refused_with_those_it_has(String method, String path) {
        var answer = problem(405, method + " " + path + " HTTP/1.1", "Host: a", "Content-Length: 0");
        assertThat(answer.field("Allow")).contains("GET").doesNotContain("TRACE");
    }

    @Test
    void a_screen_refuses_what_it_cannot_answer_or_read() {
        problem(406, "GET /screen/open HTTP/1.1", "Host: a", "Accept: image/png");
        posted(415, "text/csv", "a,b");
        posted(400, "application/json", "{\"product\":");
        posted(400, "application/json", "{\"product\":\"x\",\"quantity\":\"many\"}");
        posted(400, "application/json", "[".repeat(1000));
        posted(413, "application/json", "{\"product\":\"" + "x".repeat(2000) + "\"}");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head(
                                    "POST /screen/order HTTP/1.1",
                                    "Host: a",
                                    "Content-Type: application/json",
                                    "Transfer-Encoding: chunked")
                            + "2\r\n{}\r\n0\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(411);
        }
    }

    private void posted(int status, String type, String body) {
        try (var wire = Wire.to(gateway)) {
            var order = Wire.head(
                            "POST /screen/order HTTP/1.1",
                            "Host: a",
                            "Content-Type: " + type,
                            "Content-Length: " + body.length())
                    + body;
            checked(status, wire.send(order).answer());
            var next = "{\"product\":\"tea\",\"quantity\":2}";
            wire.send(Wire.head(
                            "POST /screen/order HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Content-Length: " + next.length())
                    + next);
            assertThat(wire.answer().json().getInteger("quantity"))
                    .as("after " + status)
                    .isEqualTo(2);
        }
    }

    @Test
    void a_screen_that_throws_tells_nothing_of_the_inside() {
        var answer = problem(500, "GET /screen/broken HTTP/1.1", "Host: a");
        assertThat(answer.body())
                .doesNotContain("jdbc")
                .doesNotContain("Exception")
                .doesNotContain("dev.portico");
        assertThat(answer.json().getString("requestId")).isEqualTo(answer.field("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource({"/nothing, 404", "/screen/me, 401", "/screen/broken, 500", "/down/x, 502", "/open/%2e%2e/x, 400"})
    void a_refused_head_request_gets_the_head_only(String path, int status) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("HEAD " + path + " HTTP/1.1", "Host: a"))
                    .answerToHead();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void what_is_too_long_for_the_codec_is_refused_by_the_codec() {
        assertThat(refusedByCodec(Wire.head("GET /open/" + "x".repeat(9000) + " HTTP/1.1", "Host: a")))
                .isEqualTo(414);
        assertThat(refusedByCodec(Wire.head("GET /open/x HTTP/1.1", "Host: a", "X-Long: " + "x".repeat(66_000))))
                .isEqualTo(431);
        assertThat(refusedByCodec(Wire.head("GET /open/x HTTP/1.1", "Host: a", "X: y\r\n".repeat(20_000))))
                .isEqualTo(431);
        assertThat(upstream.drain()).isEmpty();
    }

    /** They are short enough for the codec. */
    @Test
    void a_request_of_very_many_header_fields_is_refused_before_anything_is_done_with_them() {
        problem(400, "GET /open/x HTTP/1.1", "Host: a", "X: y" + "\r\nX: y".repeat(255));
        problem(400, "GET /open/x HTTP/1.1", "Host: a", "X: y" + "\r\nX: y".repeat(9_999));
        try (var wire = Wire.to(gateway)) {
            var most = Wire.head("GET /open/x HTTP/1.1", "Host: a", "X: y" + "\r\nX: y".repeat(254));
            assertThat(wire.send(most).answer().status()).isEqualTo(200);
        }
        upstream.drain();
    }

    private int refusedByCodec(String request) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(request).answer().status();
        }
    }

    private Answer problem(int status, String... head) {
        try (var wire = Wire.to(gateway)) {
            return checked(status, wire.send(Wire.head(head)).answer());
        }
    }

    private static Answer checked(int status, Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.fields("X-Request-Id")).hasSize(1);
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.json().getString("detail")).isNotBlank();
        assertThat(answer.json().getString("requestId")).isEqualTo(answer.field("X-Request-Id"));
        return answer;
    }
}
