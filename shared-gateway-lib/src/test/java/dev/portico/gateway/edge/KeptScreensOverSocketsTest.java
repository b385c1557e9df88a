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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the answers of screens may be kept, and what who has kept one is told. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class KeptScreensOverSocketsTest {

    private static final String TEA = "{\"product\":\"tea\",\"quantity\":2}";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60           | max-age=60          | private, max-age=60",
                "private, max-age=60  | private, max-age=60 | private, max-age=60",
                "no-store             | no-store            | no-store",
                "''                   | private, no-cache   | private, no-cache"
            })
    void a_screen_is_kept_as_its_sources_may_be_and_by_nobody_else_than_a_known_caller(
            String source, String open, String ofCaller) {
        sourceSays(source);
        assertThat(get("/screen/kept").field("Cache-Control")).isEqualTo(open);
        assertThat(get("/screen/kept-mine", Tokens.bearer("ann")).field("Cache-Control"))
                .isEqualTo(ofCaller);
    }

    @Test
    void who_has_kept_an_answer_is_told_that_it_still_holds() {
        sourceSays("max-age=60");
        var first = get("/screen/kept");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(TEA);
        var tag = first.field("ETag");
        assertThat(tag).startsWith("W/\"");

        for (var held : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
            var second = get("/screen/kept", "If-None-Match: " + held);
            assertThat(second.status()).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(second.field("ETag")).isEqualTo(tag);
            assertThat(second.field("Cache-Control")).isEqualTo("max-age=60");
            assertThat(second.fields("Content-Type")).isEmpty();
        }
        assertThat(get("/screen/kept", "If-None-Match: \"other\"").status()).isEqualTo(200);
    }

    @Test
    void another_answer_has_another_tag() {
        sourceSays("max-age=60");
        var tag = get("/screen/kept").field("ETag");
        upstream.answer("/part/kept", ok("", TEA.replace("2", "3")));
        var changed = get("/screen/kept", "If-None-Match: " + tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("ETag")).isNotEqualTo(tag);
    }

    @Test
    void a_tag_that_a_screen_gives_itself_is_kept_and_compared() {
        assertThat(get("/screen/large/10").field("ETag")).isEqualTo("\"screen\"");
        assertThat(get("/screen/large/10", "If-None-Match: W/\"screen\"").status())
                .isEqualTo(304);
    }

    @Test
    void a_connection_is_kept_after_an_answer_that_was_left_out() {
        sourceSays("max-age=60");
        var request = Wire.head("GET /screen/kept HTTP/1.1", "Host: a", "If-None-Match: *");
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(request).answer().status()).isEqualTo(304);
            assertThat(wire.send(request).answer().status()).isEqualTo(304);
        }
    }

    @Test
    void a_refusal_has_no_tag() {
        var refused = get("/screen/kept-mine", "If-None-Match: *");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.fields("ETag")).isEmpty();
    }

    private void sourceSays(String cacheControl) {
        upstream.answer("/part/kept", ok(cacheControl.isEmpty() ? "" : "Cache-Control: " + cacheControl + "\r\n", TEA));
    }

    private static String ok(String fields, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + fields + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private Answer get(String path, String... lines) {
        try (var wire = Wire.to(gateway)) {
            var head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
            for (var line : lines) {
                head.append(line).append("\r\n");
            }
            return wire.send(head + "\r\n").answer();
        }
    }
}
