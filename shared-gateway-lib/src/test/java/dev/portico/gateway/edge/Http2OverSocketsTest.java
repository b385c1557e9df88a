package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Http2Wire;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 on this side, HTTP/1.1 on the other: nothing of the one becomes framing of the other. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class Http2OverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @Inject
    TestGates gates;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void requests_are_passed_on_and_answers_come_back() {
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/open/get?a=b", "cookie", "a=1", "cookie", "b=2", "te", "trailers");
            var got = wire.answer(1);
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.body()).isEqualTo("GET /open/get?a=b");
            assertThat(got.field("x-request-id")).matches("[0-9a-f]{32}");
            wire.request(3, false, "POST", "/open/post", "content-length", "5").data(3, true, "hello");
            assertThat(wire.answer(3).body()).isEqualTo("POST /open/post hello");
            wire.request(5, false, "POST", "/open/undeclared")
                    .data(5, false, "hel")
                    .data(5, true, "lo");
            assertThat(wire.answer(5).body()).isEqualTo("POST /open/undeclared hello");
        }
        var get = upstream.next();
        assertThat(get.fields("Cookie")).containsExactly("a=1; b=2");
        assertThat(get.fields("TE")).isEmpty();
        assertThat(get.field("Via")).isEqualTo("2.0 portico");
        assertThat(get.field("X-Forwarded-Host")).isEqualTo("a");
        assertThat(upstream.next().field("Content-Length")).isEqualTo("5");
        assertThat(upstream.next().field("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_head_request_and_a_bodiless_answer_stay_bodiless() {
        upstream.answer("/open/none", "HTTP/1.1 204 No Content\r\nConnection: x-inner\r\nX-Inner: 1\r\n\r\n");
        try (var wire = Http2Wire.to(gateway)) {
            var head = wire.request(1, true, "HEAD", "/open/head").answer(1);
            assertThat(head.field("content-length")).isEqualTo("15");
            assertThat(head.body()).isEmpty();
            var none = wire.request(3, true, "GET", "/open/none").answer(3);
            assertThat(none.status()).isEqualTo(204);
            assertThat(none.field("connection") + none.field("x-inner")).isEmpty();
        }
    }

    @Test
    void trailers_and_unknown_lengths_come_through() {
        upstream.answer(
                "/open/h2-trailers",
                Wire.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                        + Wire.chunk("hello")
                        + Wire.head("0", "X-Sum: 5"));
        try (var wire = Http2Wire.to(gateway)) {
            var answer = wire.request(1, true, "GET", "/open/h2-trailers").answer(1);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.field("x-sum")).isEqualTo("5");
            assertThat(answer.field("transfer-encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-injected|a\r\nX-User-Id: mallory",
                "x-injected|a\r\n\r\nGET /open/smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
                "x-injected|a\nb",
                "x-injected|a\rb",
                "x-injected|a\u0000b",
                "x-in\r\njected|a",
                "x-in: jected|a",
                "X-Upper|a",
                "transfer-encoding|chunked",
                "connection|close",
                "keep-alive|timeout=5",
                "upgrade|websocket",
                "te|gzip",
                "content-length|5",
                "content-length|+0",
                "host|b",
                ":method|POST",
                ":path|/open/other",
                ":unknown|x",
            })
    void a_field_that_would_be_framing_in_http_1_is_refused(String field) {
        var name = field.substring(0, field.indexOf('|', 1));
        var value = field.substring(name.length() + 1);
        try (var wire = Http2Wire.to(gateway)) {
            refused(wire.request(1, true, "GET", "/open/h2", name, value).answer(1));
        }
        sawNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a;b", "u@a", "a/b", "a\\b", "<a>", "a b"})
    void an_authority_that_is_no_host_is_refused(String authority) {
        try (var wire = Http2Wire.to(gateway)) {
            refused(wire.headers(
                            1, true, ":method", "GET", ":scheme", "http", ":path", "/open/x", ":authority", authority)
                    .answer(1));
        }
        sawNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/x HTTP/1.1\r\nX-User-Id: mallory",
                "/open/x y",
                "/open/x#y",
                "/open/../api/x",
                "/open/%2e%2e/x",
                "http://b/open/x",
                "//open/x",
                "open/x",
                "*",
                "",
            })
    void a_path_that_is_none_is_refused(String path) {
        try (var wire = Http2Wire.to(gateway)) {
            refused(wire.request(1, true, "GET", path).answer(1));
        }
        sawNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /open/x HTTP/1.1\r\nX: ", "GE T", "CONNECT", "get"})
    void a_method_that_is_none_is_refused(String method) {
        try (var wire = Http2Wire.to(gateway)) {
            refused(wire.request(1, true, method, "/open/x").answer(1));
        }
        sawNothing();
    }

    @Test
    void a_refusal_leaves_the_other_streams_alone() {
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/open/held", "x-gate", "h2-held");
            gates.entered("h2-held");
            var refusal = wire.request(3, true, "GET", "/open/x?a#b").answer(3);
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.field("content-type")).isEqualTo("application/problem+json");
            assertThat(refusal.field("connection")).isEmpty();
            gates.release("h2-held");
            assertThat(wire.answer(1).body()).isEqualTo("GET /open/held");
        }
    }

    @Test
    void a_body_that_came_while_a_gate_waited_arrives_whole() {
        try (var wire = Http2Wire.to(gateway)) {
            var part = "x".repeat(10_000);
            wire.request(1, false, "POST", "/open/h2-held", "x-gate", "h2-body");
            wire.data(1, false, part).data(1, false, part).data(1, true, part);
            gates.release("h2-body");
            assertThat(wire.answer(1).body()).isEqualTo("POST /open/h2-held " + part + part + part);
        }
    }

    @Test
    void screens_are_served() {
        var bearer = Tokens.bearer("ann").substring("Authorization: ".length());
        try (var wire = Http2Wire.to(gateway)) {
            assertThat(wire.request(1, true, "GET", "/screen/me").answer(1).status())
                    .isEqualTo(401);
            var answer = wire.request(3, true, "GET", "/screen/me-later", "authorization", bearer)
                    .answer(3);
            assertThat(answer.body()).contains("\"exchange\":\"ann\"");
            wire.request(5, false, "POST", "/screen/order", "content-type", "application/json", "content-length", "16")
                    .data(5, true, "{\"product\":\"tea\"");
            assertThat(wire.answer(5).status()).isEqualTo(400);
            wire.request(7, true, "POST", "/screen/order", "content-type", "application/json");
            assertThat(wire.answer(7).status()).isEqualTo(411);
        }
    }

    @Test
    void a_body_beyond_the_limit_is_refused_and_its_upstream_sees_no_end() {
        var ended = new CompletableFuture<String>();
        upstream.on("/tiny/h2", peer -> {
            try {
                peer.readBody();
                ended.complete("complete");
            } finally {
                ended.complete("broken off");
            }
        });
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, false, "POST", "/tiny/h2");
            wire.data(1, false, "x".repeat(1000));
            upstream.next();
            wire.data(1, true, "x".repeat(1000));
            assertThat(wire.answer(1).status()).isEqualTo(413);
            wire.request(3, false, "POST", "/tiny/h2", "content-length", "1025");
            assertThat(wire.answer(3).status()).isEqualTo(413);
            assertThat(wire.request(5, true, "GET", "/open/next").answer(5).body())
                    .isEqualTo("GET /open/next");
        }
        assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("broken off");
    }

    @Test
    void a_stream_that_the_client_resets_ends_its_call() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/open/h2-waiting", peer -> {
            peer.awaitEnd();
            ended.complete(null);
        });
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/open/h2-waiting");
            upstream.next();
            wire.reset(1, 8);
            ended.orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(wire.request(3, true, "GET", "/open/next").answer(3).body())
                    .isEqualTo("GET /open/next");
        }
    }

    @Test
    void an_answer_that_breaks_off_resets_the_stream_with_an_error() {
        upstream.on("/open/h2-broken", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun");
            peer.close();
        });
        try (var wire = Http2Wire.to(gateway)) {
            assertThat(wire.request(1, true, "GET", "/open/h2-broken").answer(1).reset())
                    .isEqualTo(2);
            assertThat(wire.request(3, true, "GET", "/open/next").answer(3).body())
                    .isEqualTo("GET /open/next");
        }
    }

    @Test
    void a_flood_of_resets_ends_the_connection() {
        try (var wire = Http2Wire.to(gateway)) {
            for (int stream = 1; stream < 2000; stream += 2) {
                try {
                    wire.request(stream, true, "GET", "/nothing").reset(stream, 8);
                } catch (UncheckedIOException closed) {
                    break;
                }
            }
            assertThat(wire.answer(2001).reset()).isNotNegative();
        }
    }

    private static void refused(Http2Wire.Stream answer) {
        assertThat(answer.reset() >= 0 || answer.status() >= 400 && answer.status() < 500)
                .as("status " + answer.status())
                .isTrue();
    }

    private void sawNothing() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/afterwards HTTP/1.1", "Host: a")).answer();
        }
        assertThat(upstream.next().startLine()).contains("/open/afterwards");
        assertThat(upstream.drain()).isEmpty();
    }
}
