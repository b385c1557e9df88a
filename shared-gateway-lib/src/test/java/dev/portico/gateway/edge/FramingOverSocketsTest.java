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
        refusals().refused(head + "0\r\n\r\n" + SMUGGLED);
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
        refusals().sawNoCompleteRequest();
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
    void transfer_encoding_in_http_1_0_is_refused() {
        refusals()
                .refused(Wire.head(
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
        refusals().sawNoCompleteRequest();
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

    private Refusals refusals() {
        return new Refusals(gateway, upstream);
    }
}
