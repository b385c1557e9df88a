package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How operators take answers out of the cache, on the port that no client reaches. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class PurgeOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;

    @Test
    void what_is_purged_is_fetched_anew_and_what_is_not_is_not() {
        upstream.answer("/cached/purged", tagged("1"));
        upstream.answer("/cached/kept", tagged("2"));
        get("/cached/purged");
        get("/cached/kept");
        assertThat(post("{\"tags\": [\"product:1\"]}", "application/json").body())
                .isEqualTo("{\"removed\":1,\"instances\":\"this\"}");
        assertThat(get("/cached/kept").field("Cache-Status")).startsWith("portico; hit");
        assertThat(get("/cached/purged").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
        assertThat(post("{\"upstream\": \"echo\", \"prefix\": \"/cached/pur\"}", "application/json")
                        .body())
                .isEqualTo("{\"removed\":1,\"instances\":\"this\"}");
        assertThat(get("/cached/purged").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
    }

    private static String tagged(String product) {
        return "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nCache-Control: max-age=600\r\nSurrogate-Key: product:" + product
                + "\r\n\r\n" + product;
    }

    private Answer get(String path) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a")).answer();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tags\": [\"red\"]}",
                "{\"upstream\": \"echo\", \"target\": \"/open/a?b=1\"}",
                "{\"upstream\": \"echo\", \"prefix\": \"/open/\"}"
            })
    void what_was_purged_is_told(String body) {
        var answer = post(body, "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"removed\":", "\"instances\":\"this\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tag\": \"red\"}                             | application/json | 400 | with upstream and target",
                "{\"upstream\": \"nowhere\", \"prefix\": \"/\"} | application/json | 400 | echo",
                "                                               | application/json | 400 | in the body",
                "{\"tags\": [\"red\"]}                          | text/plain       | 415 | application/json"
            })
    void anything_else_is_a_problem_that_says_what_to_send(String body, String type, int status, String detail) {
        var answer = post(body == null ? "" : body, type);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void a_body_that_is_too_large_is_413() {
        var answer = post("{\"tags\": [\"" + "a".repeat(70_000) + "\"]}", "application/json");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void only_post_purges() {
        try (var wire = Wire.to(management)) {
            var answer =
                    wire.send(Wire.head("GET /cache/purge HTTP/1.1", "Host: a")).answer();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void clients_cannot_reach_it() {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(request("{\"tags\": [\"red\"]}", "application/json"))
                            .answer()
                            .status())
                    .isEqualTo(404);
        }
    }

    private Answer post(String body, String type) {
        try (var wire = Wire.to(management)) {
            return wire.send(request(body, type)).answer();
        }
    }

    private static String request(String body, String type) {
        return Wire.head(
                        "POST /cache/purge HTTP/1.1",
                        "Host: a",
                        "Content-Type: " + type,
                        "Content-Length: " + body.length())
                + body;
    }
}
