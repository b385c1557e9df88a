package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.KeptRows.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
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

/** What clients get of content that is stored: whole or in part, as it is, compressed or trimmed, or a word that they have it. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CacheContentOverSocketsTest {

    private static final String FRESH = "Cache-Control: max-age=60";
    private static final String TEXT = "{\"id\":7,\"text\":\"" + "kept ".repeat(600) + "\"}";
    private static final String LARGE = "{\"id\":7,\"text\":\"" + "kept ".repeat(100_000) + "\"}";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void what_is_stored_can_be_written_many_times() {
        answers("/cached/often", TEXT, FRESH, "ETag: \"x\"");
        for (int i = 0; i < 20; i++) {
            assertThat(get("/cached/often").body()).isEqualTo(TEXT);
        }
        assertThat(upstream.drain()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'If-None-Match: \"x\"',                            304",
        "'If-None-Match: W/\"x\", \"y\"',                   304",
        "'If-None-Match: \"y\"',                            200",
        "'If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT', 304",
        "'If-Modified-Since: Mon, 23 Nov 2026 11:59:59 GMT', 200"
    })
    void what_a_client_holds_already_is_confirmed_here(String condition, int status) {
        var path = "/cached/held" + Integer.toHexString(condition.hashCode());
        answers(path, "one", FRESH, "ETag: \"x\"", "Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT");
        get(path);
        var answer = get(path, condition);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("ETag")).endsWith("\"x\"");
        assertThat(answer.field("Age")).isNotEmpty();
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void heads_and_parts_come_from_the_whole() {
        answers("/cached/whole", "0123456789", FRESH, "ETag: \"x\"");
        get("/cached/whole");
        try (var wire = Wire.to(gateway)) {
            var head = wire.send(Wire.head("HEAD /cached/whole HTTP/1.1", "Host: a"))
                    .answerToHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Length")).isEqualTo("10");
        }
        var part = get("/cached/whole", "Range: bytes=2-4", "If-Range: \"x\"");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.field("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(part.field("Content-Length")).isEqualTo("3");
        assertThat(get("/cached/whole", "Range: bytes=20-").status()).isEqualTo(416);
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void each_variant_is_stored_once_and_its_tags_stay_right_when_it_is_compressed() {
        answers("/cached/coded", TEXT, FRESH, "ETag: \"x\"");
        get("/cached/coded");
        for (int i = 0; i < 3; i++) {
            var coded = get("/cached/coded", "Accept-Encoding: gzip");
            assertThat(Gzipped.text(coded)).isEqualTo(TEXT);
            assertThat(coded.field("Content-Encoding")).isEqualTo("gzip");
            assertThat(coded.field("ETag")).isEqualTo("W/\"x\"");
            assertThat(coded.fields("Vary")).contains("Accept-Encoding");
            assertThat(coded.field("Cache-Status")).startsWith("portico; hit");
        }
        var held = get("/cached/coded", "Accept-Encoding: gzip", "If-None-Match: W/\"x\"");
        assertThat(held.status()).isEqualTo(304);
        assertThat(held.field("ETag")).isEqualTo("W/\"x\"");
        assertThat(held.fields("Vary")).contains("Accept-Encoding");
        var plain = get("/cached/coded");
        assertThat(plain.body()).isEqualTo(TEXT);
        assertThat(plain.field("ETag")).isEqualTo("\"x\"");
        var part = get("/cached/coded", "Accept-Encoding: gzip", "Range: bytes=0-4");
        assertThat(part.body()).isEqualTo(TEXT.substring(0, 5));
        assertThat(part.field("ETag")).isEqualTo("\"x\"");
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void a_row_that_shows_some_fields_only_shows_no_others_of_what_is_stored() {
        answers("/slim/one", TEXT, FRESH, "ETag: \"x\"");
        get("/slim/one");
        var hit = get("/slim/one");
        assertThat(hit.field("Cache-Status")).startsWith("portico; hit");
        assertThat(hit.body()).isEqualTo("{\"id\":7}");
        assertThat(hit.field("ETag")).isEqualTo("W/\"x\"");
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void what_is_large_is_compressed_for_all_that_ask_for_it_at_a_time() {
        answers("/cached/large", LARGE, FRESH);
        get("/cached/large");
        // The second waits for the end of the first, which has got all bytes before it is kept.
        get("/cached/large");
        try (var one = Wire.to(gateway);
                var other = Wire.to(gateway)) {
            for (int i = 0; i < 3; i++) {
                one.send(Wire.head("GET /cached/large HTTP/1.1", "Host: a", "Accept-Encoding: gzip"));
                other.send(Wire.head("GET /cached/large HTTP/1.1", "Host: a", "Accept-Encoding: gzip"));
                for (var answer : new Answer[] {one.answer(), other.answer()}) {
                    assertThat(answer.field("Cache-Status")).startsWith("portico; hit");
                    assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
                    assertThat(answer.fields("Content-Length")).hasSize(1);
                    assertThat(Gzipped.text(answer)).isEqualTo(LARGE);
                }
            }
        }
        assertThat(get("/cached/large").body()).isEqualTo(LARGE);
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void what_is_large_is_trimmed_as_it_passes() {
        var item = "{\"no\":1,\"text\":\"" + "kept ".repeat(10) + "\"},";
        answers(
                "/slim/large",
                "{\"more\":[" + item.repeat(5_000) + "{}],\"id\":" + "[1," + item.repeat(2_000) + "2]}",
                FRESH);
        var first = get("/slim/large");
        var hit = get("/slim/large");
        assertThat(hit.field("Cache-Status")).startsWith("portico; hit");
        assertThat(hit.fields("Content-Length")).isEmpty();
        assertThat(hit.body())
                .isEqualTo("{\"id\":[1," + item.repeat(2_000) + "2]}")
                .isEqualTo(first.body());
        assertThat(Gzipped.text(get("/slim/large", "Accept-Encoding: gzip"))).isEqualTo(hit.body());
        assertThat(upstream.drain()).hasSize(1);
    }

    private Answer get(String path, String... fields) {
        return KeptRows.get(gateway, path, fields);
    }

    private void answers(String path, String content, String... fields) {
        upstream.answer(path, ok(content, fields));
    }
}
