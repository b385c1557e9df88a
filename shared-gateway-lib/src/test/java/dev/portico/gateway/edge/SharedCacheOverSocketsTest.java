package dev.portico.gateway.edge;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** An app whose answers are in Redis too: what clients and operators see of it, and of its going away. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = CacheRedisResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class SharedCacheOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;
    RealRedis redis;

    @Test
    void answers_are_kept_in_redis_purged_there_and_served_without_it() {
        upstream.answer(
                "/cached/shared",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nCache-Control: max-age=600\r\nCache-Tag: red\r\n\r\none");
        until("Redis has it", () -> {
            var answer = get("/cached/shared");
            assertThat(answer.status()).isEqualTo(200);
            purge(200);
            get("/cached/shared");
            return !redis.ask("KEYS portico:*:cache:{*}:*").isEmpty();
        });
        assertThat(purge(200).body()).isEqualTo("{\"removed\":1,\"instances\":\"all\"}");
        assertThat(get("/cached/shared").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
        redis.kill();
        assertThat(get("/cached/shared").field("Cache-Status")).startsWith("portico; hit");
        var refused = purge(503);
        assertThat(refused.body()).contains("urn:portico:problem:purged-in-part");
        assertThat(refused.field("Retry-After")).isEqualTo("1");
        assertThat(get("/cached/shared").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
        redis.restart();
        until("Redis is back", () -> tryToPurge().status() == 200);
    }

    private Answer purge(int expected) {
        var answer = tryToPurge();
        assertThat(answer.status()).isEqualTo(expected);
        return answer;
    }

    private Answer tryToPurge() {
        var body = "{\"tags\": [\"red\"]}";
        try (var wire = Wire.to(management)) {
            return wire.send(Wire.head(
                                    "POST /cache/purge HTTP/1.1",
                                    "Host: a",
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length())
                            + body)
                    .answer();
        }
    }

    private Answer get(String path) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a")).answer();
        }
    }
}
