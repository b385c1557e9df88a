package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.NOW;
import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.Answers.get;
import static dev.portico.gateway.cache.Answers.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    private static final String[] FIELDS = {
        "Cache-Control: max-age=60",
        "ETag: \"a,b\"",
        "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT",
        "Content-Type: text/plain",
    };

    private final Stored stored = stored("0123456789", FIELDS);

    @Test
    void it_says_how_old_it_is_and_where_it_comes_from() {
        var reply = answer(get("/a"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(content(reply)).isEqualTo("0123456789");
        assertThat(reply.headers().get("Age")).isEqualTo("7");
        assertThat(reply.headers().get("Cache-Status")).isEqualTo("portico; hit; ttl=52");
        assertThat(reply.headers().get("Content-Length")).isEqualTo("10");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void what_one_reader_does_to_the_fields_is_not_seen_by_the_next() {
        answer(get("/a")).headers().clear();
        assertThat(answer(get("/a")).headers().get("ETag")).isEqualTo("\"a,b\"");
    }

    @Test
    void a_head_has_all_but_the_content() {
        var reply = answer(call("HEAD", "/a", Caller.anonymous()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(content(reply)).isEmpty();
        assertThat(reply.headers().get("Content-Length")).isEqualTo("10");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "If-None-Match: \"a,b\";                                        304",
                "If-None-Match: W/\"a,b\";                                      304",
                "If-None-Match: \"x\", \"a,b\";                                 304",
                "If-None-Match: \"x\" | If-None-Match: \"a,b\";                 304",
                "If-None-Match: *;                                              304",
                "If-None-Match: \"a\";                                          200",
                "If-None-Match: a,b;                                            200",
                "If-None-Match: \"x\" | If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT; 200",
                "If-Modified-Since: Mon, 23 Nov 2026 11:00:00 GMT;              304",
                "If-Modified-Since: Mon Nov 23 11:00:00 2026;                   304",
                "If-Modified-Since: Mon, 23 Nov 2026 10:59:59 GMT;              200",
                "If-Modified-Since: now;                                        200",
                "Range: bytes=0-3 | If-None-Match: \"a,b\";                     304"
            })
    void who_holds_it_already_gets_no_content(String fields, int status) {
        var reply = answer(get("/a", fields));
        assertThat(reply.status()).isEqualTo(status);
        if (status == 304) {
            assertThat(content(reply)).isEmpty();
            assertThat(reply.headers().names())
                    .contains("ETag", "Cache-Control", "Date", "Age")
                    .doesNotContain("Content-Length", "Content-Type", "Last-Modified");
        }
    }

    @Test
    void what_does_not_say_when_it_was_changed_was_not_after_it_was_made() {
        var plain = stored("x", "Cache-Control: max-age=60");
        assertThat(answer(plain, get("/a", "If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT"))
                        .status())
                .isEqualTo(304);
        assertThat(answer(plain, get("/a", "If-Modified-Since: Mon, 23 Nov 2026 11:59:59 GMT"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void only_what_is_found_is_held() {
        var gone = stored(404, "x", MultiMap.caseInsensitiveMultiMap(), FIELDS);
        assertThat(answer(gone, get("/a", "If-None-Match: \"a,b\"")).status()).isEqualTo(404);
        assertThat(answer(gone, get("/a", "Range: bytes=0-0")).status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "Range: bytes=0-3;                              206; 0123;          bytes 0-3/10",
                "Range: Bytes=8-;                               206; 89;            bytes 8-9/10",
                "Range: bytes=8-99999999999999;                 206; 89;            bytes 8-9/10",
                "Range: bytes=-3;                               206; 789;           bytes 7-9/10",
                "Range: bytes=-99;                              206; 0123456789;    bytes 0-9/10",
                "Range: bytes=9-9;                              206; 9;             bytes 9-9/10",
                "Range: bytes=10-;                              416; ;              bytes */10",
                "Range: bytes=10-11;                            416; ;              bytes */10",
                "Range: bytes=-0;                               416; ;              bytes */10",
                "Range: bytes=3-1;                              200; 0123456789;    ",
                "Range: bytes=0-1,3-4;                          200; 0123456789;    ",
                "Range: bytes=a-b;                              200; 0123456789;    ",
                "Range: bytes=1-x;                              200; 0123456789;    ",
                "Range: bytes=-;                                200; 0123456789;    ",
                "Range: lines=0-3;                              200; 0123456789;    ",
                "Range: bytes=0-3 | Range: bytes=4-5;           200; 0123456789;    ",
                "Range: bytes=0-3 | If-Range: \"a,b\";          206; 0123;          bytes 0-3/10",
                "Range: bytes=0-3 | If-Range: W/\"a,b\";        200; 0123456789;    ",
                "Range: bytes=0-3 | If-Range: \"x\";            200; 0123456789;    ",
                "Range: bytes=0-3 | If-Range: Mon, 23 Nov 2026 11:00:00 GMT; 206; 0123; bytes 0-3/10",
                "Range: bytes=0-3 | If-Range: Mon, 23 Nov 2026 11:00:01 GMT; 200; 0123456789; ",
                "If-Range: \"a,b\";                             200; 0123456789;    "
            })
    void a_part_is_given_of_what_is_stored(String fields, int status, String content, String range) {
        var reply = answer(get("/a", fields));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(content(reply)).isEqualTo(content == null ? "" : content);
        assertThat(reply.headers().get("Content-Range")).isEqualTo(range);
        if (status == 206) {
            assertThat(reply.headers().get("Content-Length"))
                    .isEqualTo(Integer.toString(content(reply).length()));
        }
    }

    @Test
    void a_weak_tag_or_a_fresh_date_does_not_promise_the_same_bytes() {
        var weak = stored("0123456789", "Cache-Control: max-age=60", "ETag: W/\"a\"");
        assertThat(answer(weak, get("/a", "Range: bytes=0-3", "If-Range: W/\"a\""))
                        .status())
                .isEqualTo(200);
        var now = HttpDate.format(NOW);
        var fresh = stored("0123456789", "Cache-Control: max-age=60", "Last-Modified: " + now);
        assertThat(answer(fresh, get("/a", "Range: bytes=0-3", "If-Range: " + now))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_belongs_to_one_connection_one_client_or_the_cache_is_not_kept() {
        var fields = stored(
                        "x",
                        "Cache-Control: max-age=60, private=\"X-User\", no-cache=\"X-Once\"",
                        "Connection: X-Hop",
                        "X-Hop: 1",
                        "Keep-Alive: 5",
                        "Transfer-Encoding: chunked",
                        "Proxy-Authenticate: Basic",
                        "Proxy-Authentication-Info: x",
                        "X-User: alice",
                        "X-Once: 1",
                        "Age: 3",
                        "Surrogate-Key: a b",
                        "X-Kept: 1",
                        "X-Kept: 2")
                .fields()
                .toMultiMap();
        assertThat(fields.names()).containsExactlyInAnyOrder("Cache-Control", "X-Kept", "Date", "Content-Length");
        assertThat(fields.getAll("X-Kept")).containsExactly("1", "2");
    }

    private Reply answer(Call call) {
        return answer(stored, call);
    }

    private static Reply answer(Stored stored, Call call) {
        return Answer.of(stored, call, 7_500, CacheStatus.hit(52_500));
    }

    private static String content(Reply reply) {
        return reply.body() instanceof Body.Whole whole ? whole.content().toString() : "";
    }
}
