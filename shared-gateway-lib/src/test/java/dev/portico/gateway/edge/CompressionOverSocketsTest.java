package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Http2Wire;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are compressed, and what their header fields say then. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CompressionOverSocketsTest {

    private static final String TEXT = "[" + "1234567890,".repeat(200) + "0]";
    private static final String LONG_TEXT = TEXT.repeat(50);

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @ParameterizedTest
    @ValueSource(strings = {"small", "large", "chunked"})
    void an_upstreams_json_is_compressed_for_who_takes_it(String kind) {
        var text = kind.equals("small") ? TEXT : LONG_TEXT;
        var fields = "Content-Type: application/json\r\nETag: \"x\"\r\nAccept-Ranges: bytes\r\n";
        upstream.answer(
                "/open/json-" + kind,
                kind.equals("chunked")
                        ? "HTTP/1.1 200 OK\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n" + Wire.chunk(text)
                                + "0\r\n\r\n"
                        : ok(fields, text));
        var answer = get("/open/json-" + kind, "gzip, deflate, br");
        assertThat(gunzipped(answer.content().getBytes())).isEqualTo(text);
        assertThat(answer.content().length()).isLessThan(text.length() / 4);
        assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.field("ETag")).isEqualTo("W/\"x\"");
        assertThat(answer.fields("Vary")).contains("Accept-Encoding");
        assertThat(answer.fields("Accept-Ranges")).isEmpty();

        answer = get("/open/json-" + kind, "gzip;q=0, identity");
        assertThat(answer.body()).isEqualTo(text);
        assertThat(answer.fields("Content-Encoding")).isEmpty();
        assertThat(answer.field("ETag")).isEqualTo("\"x\"");
        assertThat(answer.fields("Vary")).contains("Accept-Encoding");
    }

    @Test
    void a_screen_is_compressed_alike() {
        var answer = get("/screen/large/20000", "gzip");
        assertThat(gunzipped(answer.content().getBytes())).isEqualTo("{\"text\":\"" + "x".repeat(20000) + "\"}");
        assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.field("ETag")).isEqualTo("W/\"screen\"");
        assertThat(answer.fields("Vary")).contains("Accept-Encoding");

        answer = get("/screen/large/20000", "identity");
        assertThat(answer.body()).hasSize(20011);
        assertThat(answer.fields("Content-Encoding")).isEmpty();
        assertThat(answer.field("ETag")).isEqualTo("\"screen\"");

        answer = get("/screen/large/10", "gzip");
        assertThat(answer.body()).isEqualTo("{\"text\":\"xxxxxxxxxx\"}");
        assertThat(answer.fields("Content-Encoding")).isEmpty();
        assertThat(answer.field("ETag")).isEqualTo("\"screen\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK              | Content-Type: image/png",
                "200 OK              | Content-Type: application/json, Content-Encoding: br",
                "200 OK              | Content-Type: application/json, Content-Encoding: gzip",
                "200 OK              | Content-Type: application/json, Cache-Control: no-transform",
                "206 Partial Content | Content-Type: application/json, Content-Range: bytes 0-2200/9000",
                "200 OK              | X-Without: a type",
            })
    void what_must_stay_as_it_is_does_over_both_protocols(String status, String fields) {
        upstream.answer(
                "/open/as-is",
                "HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n" + fields.replace(", ", "\r\n") + "\r\nContent-Length: "
                        + TEXT.length() + "\r\n\r\n" + TEXT);
        var answer = get("/open/as-is", "gzip");
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(answer.field("ETag")).isEqualTo("\"x\"");
        assertThat(answer.fields("Vary")).containsExactly("Origin");
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/open/as-is", "accept-encoding", "gzip");
            var stream = wire.answer(1);
            assertThat(stream.body()).isEqualTo(TEXT);
            assertThat(stream.field("etag")).isEqualTo("\"x\"");
            assertThat(stream.field("content-encoding")).isEqualTo(answer.field("Content-Encoding"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void a_screen_that_cannot_be_written_is_500(String coding) {
        var answer = get("/screen/large/unwritable", coding);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"requestId\"").doesNotContain("secret-host", "xxx");
    }

    @Test
    void an_answer_that_has_no_content_has_no_coding() {
        upstream.answer(
                "/open/nothing", "HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nETag: \"x\"\r\n\r\n");
        var answer = get("/open/nothing", "gzip");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.fields("Content-Encoding")).isEmpty();
        assertThat(answer.field("ETag")).isEqualTo("\"x\"");
    }

    @Test
    void a_tiny_answer_is_not_worth_it() {
        upstream.answer("/open/tiny", ok("Content-Type: application/json\r\nETag: \"x\"\r\n", "{}"));
        var answer = get("/open/tiny", "gzip");
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.fields("Content-Encoding")).isEmpty();
        assertThat(answer.field("ETag")).isEqualTo("\"x\"");
    }

    @Test
    void events_flow_as_they_are() {
        upstream.answer(
                "/open/events",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Wire.chunk("data: 1\n\n") + "0\r\n\r\n");
        var answer = get("/open/events", "gzip");
        assertThat(answer.body()).isEqualTo("data: 1\n\n");
        assertThat(answer.fields("Content-Encoding")).isEmpty();
    }

    @Test
    void what_is_compressed_arrives_bit_by_bit_as_it_was_sent() throws IOException {
        var first = new CountDownLatch(1);
        upstream.on("/open/lines", peer -> {
            peer.readBody();
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Wire.chunk("{\"n\":1}\n"));
            await(first);
            peer.send(Wire.chunk("{\"n\":2}\n") + "0\r\n\r\n");
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/lines HTTP/1.1", "Host: a", "Accept-Encoding: gzip"));
            assertThat(wire.nextHead()).containsIgnoringCase("content-encoding: gzip");
            var chunk = wire.nextChunk().getBytes(ISO_8859_1);
            InputStream plain = new GZIPInputStream(new ByteArrayInputStream(chunk));
            assertThat(new String(plain.readNBytes(8), UTF_8)).isEqualTo("{\"n\":1}\n");
            first.countDown();
        }
    }

    @Test
    void the_answer_to_head_of_a_proxied_row_says_what_that_to_get_would() {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"x\"\r\nContent-Length: "
                + TEXT.length() + "\r\n\r\n";
        upstream.answer("/open/head-of-large", head);
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("HEAD /open/head-of-large HTTP/1.1", "Host: a", "Accept-Encoding: gzip"))
                    .answerToHead();
            assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.field("ETag")).isEqualTo("W/\"x\"");
            assertThat(answer.fields("Content-Length")).isEmpty();
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void what_a_client_holds_is_confirmed_and_what_it_may_change_is_found() {
        upstream.drain();
        upstream.answer("/open/tagged", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head(
                            "GET /open/tagged HTTP/1.1", "Host: a", "Accept-Encoding: gzip", "If-None-Match: W/\"x\""))
                    .answer();
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.field("ETag")).isEqualTo("W/\"x\"");
            assertThat(answer.fields("Content-Encoding")).isEmpty();
            assertThat(upstream.next().field("If-None-Match")).isEqualTo("W/\"x\"");
            wire.send(Wire.head("PUT /open/change HTTP/1.1", "Host: a", "If-Match: W/\"x\"", "Content-Length: 0"))
                    .answer();
            assertThat(upstream.next().field("If-Match")).isEqualTo("\"x\"");
        }
    }

    @Test
    void http_2_and_http_1_0_get_the_same() {
        upstream.answer("/open/versions", ok("Content-Type: application/json\r\nETag: \"x\"\r\n", TEXT));
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/open/versions", "accept-encoding", "gzip");
            var stream = wire.answer(1);
            assertThat(stream.field("content-encoding")).isEqualTo("gzip");
            assertThat(stream.field("etag")).isEqualTo("W/\"x\"");
            wire.request(3, true, "GET", "/open/versions", "accept-encoding", "identity");
            assertThat(wire.answer(3).body()).isEqualTo(TEXT);
            assertThat(wire.answer(3).field("content-encoding")).isEmpty();
        }
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/versions HTTP/1.0", "Host: a", "Accept-Encoding: gzip"))
                    .answer();
            assertThat(gunzipped(answer.content().getBytes())).isEqualTo(TEXT);
        }
    }

    private Answer get(String path, String accepted) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", "Accept-Encoding: " + accepted))
                    .answer();
        }
    }

    private static String ok(String fields, String text) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String gunzipped(byte[] bytes) {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(plain.readAllBytes(), UTF_8);
        } catch (IOException noGzip) {
            throw new UncheckedIOException(noGzip);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
