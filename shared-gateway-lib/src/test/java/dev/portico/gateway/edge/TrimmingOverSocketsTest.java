package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Http2Wire;
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

/** A row that lists fields lets no others of an answer through, whatever the answer is. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class TrimmingOverSocketsTest {

    private static final String ITEM = "{\"id\":1,\"name\":\"lamp\",\"cost\":0.70},";
    private static final String LEFT = "{\"id\":1,\"name\":\"lamp\"},";

    /** Beyond what is awaited as a whole. */
    private static final int MANY = 2_000;

    private static final String JSON = "Content-Type: application/json\r\n";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @ParameterizedTest
    @CsvSource({"1, length", "1, chunks", "2000, length", "2000, chunks"})
    void only_listed_fields_reach_the_client(int items, String framing) {
        upstream.answer("/trimmed/list", framed(framing, "HTTP/1.1 200 OK", JSON, list(items)));
        var answer = get("/trimmed/list");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(left(items));
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
        assertThat(answer.field("X-Row")).isEqualTo("trimmed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MANY})
    void the_answer_says_nothing_of_the_bytes_that_came(int items) {
        var fields = JSON + "ETag: \"v1\"\r\nAccept-Ranges: bytes\r\nContent-Digest: sha-256=:AAAA:\r\n"
                + "Repr-Digest: sha-256=:AAAA:\r\nDigest: sha-256=AAAA\r\nContent-MD5: AAAA\r\nTrailer: X-Sum\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
        upstream.answer(
                "/trimmed/described",
                "HTTP/1.1 200 OK\r\n" + fields + Wire.chunk(list(items)) + Wire.head("0", "X-Sum: cost"));
        var answer = get("/trimmed/described");
        assertThat(answer.body()).isEqualTo(left(items));
        assertThat(answer.field("ETag")).isEqualTo("W/\"v1\"");
        assertThat(answer.trailers()).isEmpty();
        assertThat(List.of("Accept-Ranges", "Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "Trailer"))
                .allSatisfy(name -> assertThat(answer.fields(name)).as(name).isEmpty());
    }

    @Test
    void the_upstream_is_asked_for_a_plain_and_whole_answer() {
        upstream.answer("/trimmed/asked", framed("length", "HTTP/1.1 200 OK", JSON, "{}"));
        get(
                "/trimmed/asked",
                "Accept-Encoding: gzip",
                "accept_encoding: br",
                "Range: bytes=0-9",
                "If-Range: \"v1\"",
                "If-Match: W/\"v1\"",
                "If-None-Match: W/\"v0\"",
                "Accept: application/json");
        var seen = upstream.next();
        assertThat(List.of("Accept-Encoding", "accept_encoding", "Range", "If-Range"))
                .allSatisfy(name -> assertThat(seen.fields(name)).as(name).isEmpty());
        assertThat(seen.fields("If-Match")).containsExactly("\"v1\"");
        assertThat(seen.fields("If-None-Match")).containsExactly("W/\"v0\"");
        assertThat(seen.fields("Accept")).containsExactly("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, MANY})
    void what_is_left_is_compressed_for_who_takes_it(int items) {
        upstream.answer("/trimmed/compressed", framed("length", "HTTP/1.1 200 OK", JSON, list(items)));
        var answer = get("/trimmed/compressed", "Accept-Encoding: gzip");
        assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(Gzipped.text(answer)).isEqualTo(left(items));
    }

    @Test
    void other_protocols_get_the_same() {
        upstream.answer("/trimmed/list", framed("length", "HTTP/1.1 200 OK", JSON, list(MANY)));
        try (var wire = Http2Wire.to(gateway)) {
            wire.request(1, true, "GET", "/trimmed/list?fields=total");
            assertThat(wire.answer(1).body()).isEqualTo("{\"total\":2000}");
            wire.request(3, true, "GET", "/trimmed/list?fields=cost");
            assertThat(wire.answer(3).status()).isEqualTo(400);
        }
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /trimmed/list HTTP/1.0", "Host: a"))
                    .answer();
            assertThat(answer.body()).isEqualTo(left(MANY));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK              | text/html                         |",
                "200 OK              | application/javascript            |",
                "200 OK              | application/json; charset=utf-16  |",
                "200 OK              |                                   |",
                "201 Created         | text/plain                        |",
                "206 Partial Content | application/json                  | Content-Range: bytes 0-1/9",
                "200 OK              | application/json                  | Content-Encoding: gzip",
                "200 OK              | application/vnd.shop+json         | Content-Encoding: br",
                "302 Found           | text/html                         | Location: /x",
            })
    void a_good_answer_that_is_no_plain_json_is_a_broken_one(String status, String type, String further) {
        var fields = (type == null ? "" : "Content-Type: " + type + "\r\n") + (further == null ? "" : further + "\r\n");
        for (var content : List.of("{\"cost\":1}", list(MANY))) {
            for (var framing : List.of("length", "chunks")) {
                upstream.answer("/trimmed/other", framed(framing, "HTTP/1.1 " + status, fields, content));
                var answer = get("/trimmed/other");
                assertThat(answer.status()).as(framing).isEqualTo(502);
                assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.body()).doesNotContain("cost");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json         | {'total':1,'title':'x','cost':1}            | {'total':1}",
                "application/problem+json | {'type':'urn:a','title':'b','status':409,'detail':'c','instance':'/d','stack':'e','total':2} "
                        + "| {'type':'urn:a','title':'b','status':409,'detail':'c','instance':'/d','total':2}",
                "application/problem+json; charset=utf-8 | {'title':'b','cost':1}           | {'title':'b'}",
                "application/hal+json     | {'_links':{},'items':[{'id':1,'cost':2}]}   | {'items':[{'id':1}]}",
            })
    void a_refusal_in_json_is_trimmed_and_may_say_what_went_wrong(String type, String content, String expected) {
        var json = content.replace('\'', '"');
        upstream.answer(
                "/trimmed/refused", framed("length", "HTTP/1.1 409 Conflict", "Content-Type: " + type + "\r\n", json));
        var answer = get("/trimmed/refused");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo(expected.replace('\'', '"'));
        assertThat(answer.field("Content-Type")).isEqualTo(type);
    }

    @Test
    void a_good_answer_gains_nothing_by_looking_like_a_problem() {
        var problem = "Content-Type: application/problem+json\r\n";
        upstream.answer(
                "/trimmed/good", framed("length", "HTTP/1.1 200 OK", problem, "{\"detail\":\"x\",\"total\":1}"));
        assertThat(get("/trimmed/good").body()).isEqualTo("{\"total\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 Not Found             | Content-Type: text/html",
                "503 Service Unavailable   | X-Without: a type",
                "500 Internal Server Error | Content-Type: application/json~Content-Encoding: gzip",
                "400 Bad Request           | Content-Type: application/json; charset=latin1",
            })
    void a_refusal_that_is_something_else_keeps_its_status_and_loses_its_body(String status, String fields) {
        for (var content : List.of("<h1>cost</h1>", "<h1>cost</h1>".repeat(MANY))) {
            upstream.answer(
                    "/trimmed/dropped",
                    framed(
                            "length",
                            "HTTP/1.1 " + status,
                            fields.replace("~", "\r\n") + "\r\nRetry-After: 7\r\n",
                            content));
            try (var wire = Wire.to(gateway)) {
                var answer = wire.send(Wire.head("GET /trimmed/dropped HTTP/1.1", "Host: a"))
                        .answer();
                assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                assertThat(answer.field("Retry-After")).isEqualTo("7");
                assertThat(answer.field("Content-Length")).isEqualTo("0");
                assertThat(answer.fields("Content-Type")).isEmpty();
                assertThat(answer.fields("Content-Encoding")).isEmpty();
                assertThat(answer.body()).isEmpty();
                assertThat(wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"))
                                .answer()
                                .body())
                        .isEqualTo("GET /open/next");
            }
        }
    }

    @Test
    void answers_without_a_body_pass() {
        upstream.answer("/trimmed/head", "HTTP/1.1 200 OK\r\n" + JSON + "ETag: \"v\"\r\nContent-Length: 4711\r\n\r\n");
        upstream.answer("/trimmed/204", "HTTP/1.1 204 No Content\r\nX-Left: 1\r\n\r\n");
        upstream.answer("/trimmed/304", "HTTP/1.1 304 Not Modified\r\nETag: \"v\"\r\n\r\n");
        upstream.answer("/trimmed/empty", "HTTP/1.1 201 Created\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
        try (var wire = Wire.to(gateway)) {
            var head = wire.send(Wire.head("HEAD /trimmed/head HTTP/1.1", "Host: a", "Accept-Encoding: gzip"))
                    .answerToHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.fields("Content-Length")).isEmpty();
            assertThat(head.field("ETag")).isEqualTo("W/\"v\"");
            assertThat(wire.send(Wire.head("GET /trimmed/204 HTTP/1.1", "Host: a"))
                            .answer()
                            .field("X-Left"))
                    .isEqualTo("1");
            var confirmed = wire.send(Wire.head("GET /trimmed/304 HTTP/1.1", "Host: a", "If-None-Match: W/\"v\""))
                    .answer();
            assertThat(confirmed.status()).isEqualTo(304);
            assertThat(confirmed.field("ETag")).isEqualTo("W/\"v\"");
            var empty = wire.send(Wire.head("GET /trimmed/empty HTTP/1.1", "Host: a", "Accept-Encoding: gzip"))
                    .answer();
            assertThat(empty.status()).isEqualTo(201);
            assertThat(empty.field("Content-Length")).isEqualTo("0");
            assertThat(empty.fields("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void the_caller_chooses_within_the_list() {
        upstream.answer(
                "/trimmed/chosen",
                framed("length", "HTTP/1.1 200 OK", JSON, "{\"items\":[" + ITEM + "{}],\"total\":9}"));
        assertThat(get("/trimmed/chosen?fields=total").body()).isEqualTo("{\"total\":9}");
        assertThat(get("/trimmed/chosen?fields=items").body()).isEqualTo("{\"items\":[" + LEFT + "{}]}");
        assertThat(get("/trimmed/chosen?a=1&fields=items.name%2Ctotal&q=x").body())
                .isEqualTo("{\"items\":[{\"name\":\"lamp\"},{}],\"total\":9}");
        assertThat(upstream.next().startLine()).isEqualTo("GET /trimmed/chosen HTTP/1.1");
        assertThat(upstream.next().startLine()).isEqualTo("GET /trimmed/chosen HTTP/1.1");
        assertThat(upstream.next().startLine()).isEqualTo("GET /trimmed/chosen?a=1&query=x HTTP/1.1");
    }

    @Test
    void what_cannot_be_chosen_reaches_nobody() {
        for (var fields :
                List.of("fields=cost", "fields=items.cost", "fields=", "fields=total,", "fields=total&fields=total")) {
            var answer = get("/trimmed/chosen?" + fields);
            assertThat(answer.status()).as(fields).isEqualTo(400);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("detail")).endsWith("The fields are items.id, items.name, total.");
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_row_without_a_list_passes_the_choice_on() {
        assertThat(get("/open/x?fields=a&fields=b").body()).isEqualTo("GET /open/x?fields=a&fields=b");
    }

    private Answer get(String target, String... fields) {
        try (var wire = Wire.to(gateway)) {
            var head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: a\r\n");
            for (var field : fields) {
                head.append(field).append("\r\n");
            }
            return wire.send(head + "\r\n").answer();
        }
    }

    private static String framed(String framing, String statusLine, String fields, String content) {
        return statusLine + "\r\n" + fields
                + (framing.equals("length")
                        ? "Content-Length: " + content.length() + "\r\n\r\n" + content
                        : "Transfer-Encoding: chunked\r\n\r\n" + Wire.chunk(content) + "0\r\n\r\n");
    }

    private static String list(int items) {
        return "{\"items\":[" + ITEM.repeat(items - 1) + ITEM.substring(0, ITEM.length() - 1)
                + "],\"cost\":[1],\"total\":" + items + "}";
    }

    private static String left(int items) {
        return "{\"items\":[" + LEFT.repeat(items - 1) + LEFT.substring(0, LEFT.length() - 1) + "],\"total\":" + items
                + "}";
    }
}
