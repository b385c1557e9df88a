package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Http2Wire;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row changes of requests and answers on their way. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class ShapingOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void header_fields_reach_the_upstream_as_the_row_says() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "GET /shaped/x HTTP/1.1",
                            "Host: a",
                            "X-Old: 1",
                            "X-Debug: 1",
                            "X-Channel: app",
                            "X_Channel: app",
                            "x.debug: 1",
                            "Accept-Language: en"))
                    .answer();
        }
        var seen = upstream.next();
        assertThat(seen.fields("X-Old")).isEmpty();
        assertThat(seen.fields("X-New")).containsExactly("1");
        assertThat(seen.fields("X-Debug")).isEmpty();
        assertThat(seen.fields("x.debug")).isEmpty();
        assertThat(seen.fields("X-Channel")).containsExactly("web");
        assertThat(seen.fields("X_Channel")).isEmpty();
        assertThat(seen.fields("Accept-Language")).containsExactly("en", "de");
    }

    @Test
    void the_query_reaches_the_upstream_as_the_row_says() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /shaped/x?q=a%2Fb&debug=1&limit=9&y HTTP/1.1", "Host: a"))
                    .answer();
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET /shaped/x?query=a%2Fb&y&limit=20 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_json_body_reaches_the_upstream_as_the_row_says(boolean chunked) {
        var body = "{\"product\":\"p-1\",\"lines\":[{\"id\":1,\"price\":0}],\"secret\":1,\"subject\":\"eve\"}";
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /shaped/x HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            Tokens.bearer("ann"),
                            chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length())
                    + (chunked
                            ? Wire.chunk(body.substring(0, 9)) + Wire.chunk(body.substring(9)) + "0\r\n\r\n"
                            : body));
            assertThat(wire.answer().status()).isEqualTo(200);
        }
        var seen = upstream.next();
        assertThat(seen.body())
                .contains("{\"product\":\"p-1\",\"lines\":[{\"id\":1}],\"")
                .doesNotContain("secret", "eve");
        assertThat(seen.body()).contains("\"subject\":\"ann\"").contains("\"channel\":\"web\"");
        assertThat(seen.fields("Content-Length"))
                .containsExactly(Integer.toString(seen.body().length()));
        assertThat(seen.fields("Transfer-Encoding")).isEmpty();
    }

    @Test
    void a_client_that_waits_is_told_to_send_a_body_that_is_to_be_changed() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                    "POST /shaped/x HTTP/1.1",
                    "Host: a",
                    "Content-Type: application/json",
                    "Expect: 100-continue",
                    "Content-Length: 2"));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send("{}").answer().status()).isEqualTo(200);
        }
        assertThat(upstream.next().fields("Expect")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain                        | {}          | 415",
                "application/x-www-form-urlencoded | a=b         | 415",
                "application/jsonp                 | {}          | 415",
                "application/json                  | {\"a\":      | 400",
                "application/json; charset=utf-8   | {\"a\":1,\"a\":2} | 400",
                "application/merge-patch+json      | [{}]        | 400",
                "application/json                  | nonsense    | 400",
                "application/json                  | {\"lines\":[{\"id\":1e99999999999}]} | 400",
                "application/json                  | {\"product\":1e-2147483648} | 400",
                "application/json; charset=utf-7   | {}          | 415",
                "application/json; charset=utf-16  | {}          | 415",
                "application/x-www-form-urlencoded, a/b+json | {} | 415",
            })
    void a_body_that_cannot_be_changed_reaches_nobody(String type, String body, int status) {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /shaped/x HTTP/1.1",
                            "Host: a",
                            "Content-Type: " + type,
                            "Content-Length: " + body.length())
                    + body);
            var answer = wire.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_body_without_a_type_reaches_nobody() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /shaped/x HTTP/1.1", "Host: a", "Content-Length: 2") + "{}");
            assertThat(wire.answer().status()).isEqualTo(415);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_body_of_two_types_or_of_a_coding_reaches_nobody() {
        for (var further : List.of(
                "Content-Type: text/plain",
                "content-type: application/json",
                "Content_Type: text/plain",
                "Content-Encoding: deflate",
                "content_encoding: gzip")) {
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head(
                                "POST /shaped/x HTTP/1.1",
                                "Host: a",
                                "Content-Type: application/json",
                                further,
                                "Content-Length: 2")
                        + "{}");
                var answer = wire.answer();
                assertThat(answer.status()).as(further).isEqualTo(415);
                assertThat(answer.body()).contains("urn:portico:problem:unsupported-media-type");
            }
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void the_upstream_is_told_what_the_body_is_now_and_nothing_of_the_bytes_that_came() {
        var body = new String("{\"product\":\"é\"}".getBytes(UTF_16BE), ISO_8859_1);
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /shaped/x HTTP/1.1",
                            "Host: a",
                            "Content-Type: Application/Vnd.Shop+JSON ;charset=\"UTF-8\"; v=2",
                            "Content-Digest: sha-256=:AAAA:",
                            "Repr-Digest: sha-256=:AAAA:",
                            "Digest: sha-256=AAAA",
                            "Content-MD5: AAAA",
                            "content_digest: sha-256=:AAAA:",
                            "Content_Length: 9",
                            "Trailer: X-Sum",
                            "Content-Length: " + body.length())
                    + body);
            assertThat(wire.answer().status()).isEqualTo(200);
        }
        var seen = upstream.next();
        assertThat(seen.fields("Content-Type")).containsExactly("application/vnd.shop+json; v=2");
        assertThat(seen.body()).startsWith(new String("{\"product\":\"é\",".getBytes(UTF_8), ISO_8859_1));
        assertThat(List.of(
                        "Content-Digest",
                        "Repr-Digest",
                        "Digest",
                        "Content-MD5",
                        "content_digest",
                        "Content_Length",
                        "Trailer"))
                .allSatisfy(name -> assertThat(seen.fields(name)).as(name).isEmpty());
    }

    @Test
    void a_request_without_body_keeps_what_it_says_of_one() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /shaped/x HTTP/1.1", "Host: a", "Content-Type: text/plain", "Repr-Digest: a=:A:"))
                    .answer();
        }
        var seen = upstream.next();
        assertThat(seen.fields("Content-Type")).containsExactly("text/plain");
        assertThat(seen.fields("Repr-Digest")).containsExactly("a=:A:");
    }

    @Test
    void a_body_that_is_too_large_reaches_nobody_declared_or_not() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /shaped/x HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Content-Length: 2000")
                    + " ".repeat(2000));
            assertThat(wire.answer().status()).isEqualTo(413);
        }
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /shaped/x HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked")
                    + Wire.chunk(" ".repeat(2000)));
            assertThat(wire.answer().status()).isEqualTo(413);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_body_of_http_2_is_changed_alike() {
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, false, "POST", "/shaped/x", "content-type", "application/json")
                    .data(1, true, "{\"product\":1,\"x\":2}");
            assertThat(wire.answer(1).status()).isEqualTo(200);
            wire.request(3, false, "POST", "/shaped/x", "content-type", "application/json")
                    .data(3, true, "{");
            assertThat(wire.answer(3).status()).isEqualTo(400);
        }
        assertThat(upstream.next().body()).startsWith("{\"product\":1,").doesNotContain("\"x\"");
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void the_answer_reaches_the_client_as_the_row_says() {
        upstream.answer(
                "/shaped/answer",
                "HTTP/1.1 200 OK\r\nX-Inner: 1\r\nX-Powered-By: php\r\nServer: old\r\nCache-Control: public\r\n"
                        + "Link: </a>\r\nContent-Length: 2\r\n\r\nok");
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /shaped/answer HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.fields("X-Inner")).isEmpty();
            assertThat(answer.field("X-Outer")).isEqualTo("1");
            assertThat(answer.fields("X-Powered-By")).isEmpty();
            assertThat(answer.fields("Server")).isEmpty();
            assertThat(answer.field("Cache-Control")).isEqualTo("private");
            assertThat(answer.fields("Link")).containsExactly("</a>", "</>;rel=start");
        }
    }
}
