package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request smuggling and its relatives: what two servers could read in two ways is refused, and no upstream sees it. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class FramingOverSocketsTest {

    private static final String SMUGGLED = "GET /open/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

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
                "Content-Length: 5\nContent-Length: 5",
                "Content-Length: 5\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 5x",
                "Content-Length: 0x5",
                "Content-Length: ",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding : chunked",
                "Content-Length : 5",
                " Content-Length: 5",
                "X Space: a",
                "X(Name): a",
                ": nameless",
                "No colon here",
                "X-Nul: a\u0000b",
                "X-Bell: a\u0007b",
                "X-Return: a\rb",
                "X-Tab-Name\t: a",
            })
    void a_head_that_can_be_read_in_two_ways_is_refused(String fields) {
        var head = Wire.head("POST /open/framing HTTP/1.1", "Host: a", fields.replace("\n", "\r\n"));
        refused(head + "0\r\n\r\n" + SMUGGLED);
    }

    /** The codec drops the Content-Length before anybody sees it, so what remains is to trust nothing behind the body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 5",
                "Transfer-Encoding: chunked",
            })
    void a_chunked_request_is_the_last_of_its_connection(String fields) {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/chunked HTTP/1.1", "Host: a", fields.replace("\n", "\r\n")) + "0\r\n\r\n"
                    + SMUGGLED);
            assertThat(wire.answer().field("Connection")).isEqualTo("close");
            assertThat(wire.closes()).isTrue();
        }
        var seen = upstream.next();
        assertThat(seen.startLine()).isEqualTo("POST /open/chunked HTTP/1.1");
        assertThat(seen.fields("Content-Length")).isEmpty();
        sawNoCompleteRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Folded: a\r\n Transfer-Encoding: chunked", "X-Folded: a\r\n\tb"})
    void a_folded_field_is_one_line_for_the_upstream(String field) {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(Wire.head("GET /open/folded HTTP/1.1", "Host: a", field))
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
        var seen = upstream.next();
        assertThat(seen.field("X-Folded")).startsWith("a ");
        assertThat(seen.fields("Transfer-Encoding")).isEmpty();
    }

    @Test
    void sloppy_space_in_a_request_line_is_not_passed_on() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET   /open/x  HTTP/1.1", "Host: a")).answer();
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET /open/x HTTP/1.1");
    }

    @Test
    void transfer_encoding_in_http_1_0_is_refused() {
        refused(Wire.head(
                        "POST /open/framing HTTP/1.0",
                        "Host: a",
                        "Connection: keep-alive",
                        "Transfer-Encoding: chunked")
                + "0\r\n\r\n" + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;\nx\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhelloxx0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "FFFFFFFFF\r\nhello\r\n0\r\n\r\n",
                "zz\r\nhello\r\n0\r\n\r\n",
            })
    void a_chunk_that_can_be_read_in_two_ways_never_becomes_a_complete_request(String chunks) {
        upstream.on("/open/chunks", peer -> {
            peer.readBody();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/chunks HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    + chunks
                    + SMUGGLED);
            wire.endSending();
            assertThat(wire.rest()).doesNotContain("HTTP/1.1 200");
        }
        sawNoCompleteRequest();
    }

    @Test
    void chunk_extensions_end_at_the_gateway() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/extended HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    + "5;a=b;c=\"d\"\r\nhello\r\n0;e\r\nX-Trailer: a\r\n\r\n");
            assertThat(wire.answer().body()).isEqualTo("POST /open/extended hello");
        }
        var seen = upstream.next();
        assertThat(seen.body()).isEqualTo("hello");
        assertThat(seen.head()).doesNotContain("a=b");
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /open/x HTTP/1.1\nHost: a\n\n",
                "GET /open/x HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
                "GET /open/x HTTP/1.1\nHost: a\r\n\r\n",
                "POST /open/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\nX: y\r\n\r\nhello",
            })
    void bare_line_feeds_pass_on_at_most_the_one_request_that_they_are(String request) {
        try (var wire = Wire.to(gateway)) {
            wire.send(request).endSending();
            wire.rest();
        }
        for (var seen : upstream.drain()) {
            assertThat(seen.head().replace("\r\n", "")).doesNotContain("\n");
            assertThat(seen.startLine()).contains(" /open/x ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-No-Host: a",
                "Host: a\nHost: a",
                "Host: a\nHost: b",
                "Host: a, b",
                "Host: a b",
                "Host: user@a",
                "Host: a/b",
                "Host: a?b",
                "Host: a#b",
                "Host: http://a",
                "Host: a\\b",
                "Host: a\u0000",
            })
    void a_host_that_is_not_exactly_one_is_refused(String fields) {
        refused(Wire.head("GET /open/host HTTP/1.1", fields.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://other/open/x HTTP/1.1",
                "GET http://user:secret@a/open/x HTTP/1.1",
                "GET http://a:81/open/x HTTP/1.1",
                "GET http:///open/x HTTP/1.1",
                "GET ftp://a/open/x HTTP/1.1",
                "GET javascript://a/open/x HTTP/1.1",
                "GET ://a/open/x HTTP/1.1",
                "GET http://a HTTP/1.1",
                "GET a:80 HTTP/1.1",
                "GET a/open/x HTTP/1.1",
                "GET open/x HTTP/1.1",
                "GET * HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "CONNECT a:80 HTTP/1.1",
                "CONNECT /open/x HTTP/1.1",
                "GET ?x HTTP/1.1",
                "GET //open/x HTTP/1.1",
                "GET \\open\\x HTTP/1.1",
                "GET /open/x#fragment HTTP/1.1",
                "GET /open/x?y#fragment HTTP/1.1",
                "GET /open/x?a b HTTP/1.1",
                "GET /open/x\ty HTTP/1.1",
                "GET /open/x HTTP/1.1 HTTP/1.1",
                "GET /open/x HTTP/2.0",
                "GET /open/x HTTP/3.0",
                "GET /open/x HTTP/1.2",
                "GET /open/x http/1.1",
                "GET /open/x",
                "G@T /open/x HTTP/1.1",
                "GET /open/x\rX: y HTTP/1.1",
                "GET /open/%0d%0aX: HTTP/1.1",
                "GET /open/\u00e9 HTTP/1.1",
                "GET /open/x?\u00e9 HTTP/1.1",
                "GET /open/x?\u0000 HTTP/1.1",
            })
    void a_target_that_is_not_plainly_a_path_of_this_host_is_refused(String line) {
        refused(Wire.head(line, "Host: a"));
    }

    @Test
    void a_target_in_absolute_form_is_a_path_of_its_host() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET http://a/open/absolute?b=c HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.body()).isEqualTo("GET /open/absolute?b=c");
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET /open/absolute?b=c HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /open/x HTTP/1.1\nX-No-Host: a",
                "GET http://b/open/x HTTP/1.1\nHost: a",
                "GET * HTTP/1.1\nHost: a",
                "GET open/x HTTP/1.1\nHost: a",
            })
    void a_refused_framing_can_be_found_in_the_log(String head) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head(head.replace("\n", "\r\n"))).answer();
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.json().getString("requestId")).isNotEmpty().isEqualTo(answer.field("X-Request-Id"));
        }
    }

    @Test
    void a_refused_framing_reaches_the_client_even_when_much_follows_it() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/x HTTP/1.1", "Host: a", "Host: a", "Content-Length: 200000"));
            wire.send("x".repeat(200_000));
            var answer = wire.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(wire.closes()).isTrue();
        }
    }

    /** One refusal at most, then the end of the connection; and the upstream sees only what comes after it. */
    private void refused(String request) {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(request).nextHead()).as(request).matches("(?s)HTTP/[123]\\.[012] 4.*");
            assertThat(wire.endSending().rest()).doesNotContain("HTTP/1.");
        }
        sawNoCompleteRequest();
    }

    private void sawNoCompleteRequest() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/afterwards HTTP/1.1", "Host: a")).answer();
        }
        for (var seen : upstream.drain()) {
            if (!seen.startLine().contains("/afterwards")) {
                assertThat(seen.content()).as(seen.head()).isNotCompleted();
            }
        }
    }
}
