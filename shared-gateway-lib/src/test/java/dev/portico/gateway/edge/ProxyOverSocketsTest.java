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

/** What a proxied row passes on, and what it does not, in both directions. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class ProxyOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void every_usual_method_is_passed_on_with_its_body(String method) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(
                            Wire.head(method + " /open/methods HTTP/1.1", "Host: a", "Content-Length: 4") + "body")
                    .answer();
            assertThat(answer.body()).isEqualTo(method + " /open/methods body");
        }
        var seen = upstream.next();
        assertThat(seen.field("Content-Length")).isEqualTo("4");
        assertThat(seen.fields("Transfer-Encoding")).isEmpty();
    }

    @Test
    void a_chunked_body_is_passed_on_chunked() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/chunked HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n");
            assertThat(wire.answer().body()).isEqualTo("POST /open/chunked abcdef");
        }
        var seen = upstream.next();
        assertThat(seen.field("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(seen.fields("Content-Length")).isEmpty();
    }

    @Test
    void a_post_without_body_says_so() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/empty HTTP/1.1", "Host: a", "Content-Length: 0"))
                    .answer();
        }
        assertThat(upstream.next().field("Content-Length")).isEqualTo("0");
    }

    @Test
    void the_answer_to_head_keeps_its_length_and_has_no_body() {
        try (var wire = Wire.to(gateway)) {
            var answer =
                    wire.send(Wire.head("HEAD /open/head HTTP/1.1", "Host: a")).answerToHead();
            assertThat(answer.field("Content-Length")).isEqualTo("15");
            assertThat(answer.fields("Transfer-Encoding")).isEmpty();
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @ParameterizedTest
    @CsvSource({"204 No Content, ''", "304 Not Modified, 'Content-Length: 5\r\n'", "304 Not Modified, ''"})
    void an_answer_that_has_no_body_stays_without_one(String status, String fields) {
        upstream.answer("/open/bodiless", "HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n" + fields + "\r\n");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/bodiless HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(answer.field("ETag")).isEqualTo("\"x\"");
            assertThat(answer.fields("Transfer-Encoding")).isEmpty();
            assertThat(answer.fields("Content-Length")).doesNotContain("0");
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void a_range_is_passed_on() {
        upstream.answer(
                "/open/range",
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-5/10\r\nContent-Length: 4\r\n\r\n2345");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/range HTTP/1.1", "Host: a", "Range: bytes=2-5"))
                    .answer();
            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.field("Content-Range")).isEqualTo("bytes 2-5/10");
            assertThat(answer.body()).isEqualTo("2345");
        }
        assertThat(upstream.next().field("Range")).isEqualTo("bytes=2-5");
    }

    @Test
    void fields_of_the_client_are_passed_on_line_by_line() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "GET /open/fields HTTP/1.1",
                            "Host: shop.example",
                            "Accept: a",
                            "Accept: b",
                            "X-Odd:",
                            "User-Agent: me"))
                    .answer();
        }
        var seen = upstream.next();
        assertThat(seen.fields("Accept")).containsExactly("a", "b");
        assertThat(seen.fields("X-Odd")).containsExactly("");
        assertThat(seen.fields("Host")).containsExactly(upstream.url().substring("http://".length()));
        assertThat(seen.field("X-Forwarded-Host")).isEqualTo("shop.example");
        assertThat(seen.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.field("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(seen.field("Forwarded")).isEqualTo("for=127.0.0.1;proto=http;host=\"shop.example\"");
        assertThat(seen.field("Via")).isEqualTo("1.1 portico");
        assertThat(seen.field("User-Agent")).isEqualTo("me");
    }

    @Test
    void fields_of_one_connection_end_there() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "GET /open/hops HTTP/1.1",
                            "Host: a",
                            "Connection: keep-alive, X-Secret-Hop, X-Forwarded-For, Via",
                            "Connection: x-other-hop",
                            "X-Secret-Hop: 1",
                            "X-Other-Hop: 2",
                            "Keep-Alive: timeout=5",
                            "Proxy-Connection: keep-alive",
                            "Proxy-Authorization: Basic eA==",
                            "TE: trailers",
                            "Upgrade: websocket"))
                    .answer();
        }
        var seen = upstream.next();
        for (var field : new String[] {
            "Connection",
            "X-Secret-Hop",
            "X-Other-Hop",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authorization",
            "TE",
            "Upgrade"
        }) {
            assertThat(seen.fields(field)).as(field).isEmpty();
        }
        assertThat(seen.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.field("Via")).isEqualTo("1.1 portico");
    }

    @Test
    void fields_of_the_upstreams_connection_end_at_the_gateway() {
        upstream.answer(
                "/open/answer-hops",
                "HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Inner\r\nKeep-Alive: timeout=5\r\nX-Inner: 1\r\n"
                        + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nVia: 1.0 origin\r\nContent-Length: 2\r\n\r\nok");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/answer-hops HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.fields("X-Inner")).isEmpty();
            assertThat(answer.fields("Keep-Alive")).isEmpty();
            assertThat(answer.fields("Connection")).isEmpty();
            assertThat(answer.fields("Set-Cookie")).containsExactly("a=1", "b=2");
            assertThat(answer.fields("Via")).containsExactly("1.0 origin", "1.1 portico");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/items/7, /moved/items/7",
        "ORIGIN/v2/items/7?a=b, /moved/items/7?a=b",
        "https://other.example/v2/x, https://other.example/v2/x",
        "//other.example/v2/x, //other.example/v2/x",
        "/elsewhere, /elsewhere",
        "ORIGIN.evil.example/v2/x, ORIGIN.evil.example/v2/x",
        "items/8, items/8",
    })
    void a_location_is_one_that_the_client_can_follow(String location, String expected) {
        upstream.answer(
                "/v2/create",
                "HTTP/1.1 201 Created\r\nLocation: " + location.replace("ORIGIN", upstream.url())
                        + "\r\nContent-Length: 0\r\n\r\n");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("POST /moved/create HTTP/1.1", "Host: a", "Content-Length: 0"))
                    .answer();
            assertThat(answer.field("Location")).isEqualTo(expected.replace("ORIGIN", upstream.url()));
        }
    }

    @Test
    void the_request_id_goes_both_ways_once() {
        upstream.answer("/open/id", "HTTP/1.1 200 OK\r\nX-Request-Id: of-the-upstream\r\nContent-Length: 0\r\n\r\n");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/id HTTP/1.1", "Host: a", "X-Request-Id: mine-1"))
                    .answer();
            assertThat(answer.fields("X-Request-Id")).containsExactly("mine-1");
            assertThat(answer.fields("RateLimit-Policy")).hasSize(1);
            assertThat(upstream.next().fields("X-Request-Id")).containsExactly("mine-1");
            answer = wire.send(Wire.head("GET /open/id HTTP/1.1", "Host: a", "X-Request-Id: <script>"))
                    .answer();
            assertThat(answer.field("X-Request-Id")).matches("[0-9a-f]{32}");
            assertThat(upstream.next().fields("X-Request-Id")).containsExactly(answer.field("X-Request-Id"));
        }
    }

    @Test
    void the_gates_fields_are_on_screens_and_refusals_once() {
        try (var wire = Wire.to(gateway)) {
            var screen = wire.send(Wire.head("GET /screen/me HTTP/1.1", "Host: a", Tokens.bearer("ann")))
                    .answer();
            assertThat(screen.fields("X-Request-Id")).hasSize(1);
            assertThat(screen.fields("RateLimit-Policy"))
                    .containsExactly("\"plenty\";q=1000000;w=60, \"each\";q=1000000;w=60");
            assertThat(screen.fields("RateLimit")).hasSize(1);
            var refusal =
                    wire.send(Wire.head("GET /screen/me HTTP/1.1", "Host: a")).answer();
            assertThat(refusal.status()).isEqualTo(401);
            assertThat(refusal.fields("X-Request-Id")).hasSize(1);
            assertThat(refusal.json().getString("requestId")).isEqualTo(refusal.field("X-Request-Id"));
            assertThat(refusal.fields("RateLimit-Policy")).hasSize(1);
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        var requests = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            requests.append(
                    i % 3 == 2
                            ? Wire.head("POST /open/" + i + " HTTP/1.1", "Host: a", "Content-Length: 2") + "ok"
                            : i % 3 == 1
                                    ? Wire.head("GET /screen/open HTTP/1.1", "Host: a")
                                    : Wire.head("GET /open/" + i + " HTTP/1.1", "Host: a"));
        }
        try (var wire = Wire.to(gateway)) {
            wire.send(requests.toString());
            for (int i = 0; i < 20; i++) {
                var body = wire.answer().body();
                assertThat(body).contains(i % 3 == 1 ? "caller" : " /open/" + i);
            }
        }
    }

    @Test
    void connections_to_an_upstream_are_used_again() {
        var before = upstream.connections();
        for (int i = 0; i < 50; i++) {
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head("GET /single/" + i + " HTTP/1.1", "Host: a"))
                        .answer();
            }
        }
        assertThat(upstream.connections() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void a_client_of_http_1_0_can_tell_where_an_answer_ends() {
        upstream.answer(
                "/open/unknown-length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/unknown-length HTTP/1.0", "Host: a", "Connection: keep-alive"))
                    .answer();
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(answer.fields("Transfer-Encoding")).isEmpty();
            assertThat(answer.body()).isEqualTo("hello");
        }
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/x HTTP/1.0", "Host: a", "Connection: keep-alive"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/x");
            wire.send(Wire.head("GET /open/y HTTP/1.0", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/y");
            assertThat(wire.closes()).isTrue();
        }
    }
}
