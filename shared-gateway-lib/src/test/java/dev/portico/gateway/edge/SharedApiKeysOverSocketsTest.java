package dev.portico.gateway.edge;

import static dev.portico.gateway.redis.RealRedis.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.wire.IssuedKey;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API keys in a real Redis, over sockets, while it is there, paused, killed and back. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = ApiKeyRedisResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class SharedApiKeysOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;
    RealRedis redis;

    private final IssuedKey key = IssuedKey.fresh();

    @BeforeEach
    void issue() {
        store(key);
        until("the key is good", () -> status(key) == 200);
    }

    @Test
    void a_key_is_good_when_it_is_stored_and_no_longer_when_it_is_removed() {
        assertThat(status(IssuedKey.fresh())).isEqualTo(401);
        redis.ask("DEL portico:key:" + key.prefix());
        until("it is refused", () -> status(key) == 401);
    }

    @Test
    void while_redis_is_paused_known_keys_serve_without_delay_and_others_are_503() {
        redis.pause();
        var unknown = IssuedKey.fresh();
        until("others are 503", () -> status(unknown) == 503);
        var begun = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(status(key)).isEqualTo(200);
            assertThat(status(unknown)).isEqualTo(503);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isLessThan(100 * 25);
        redis.resume();
        until("others are told apart again", () -> status(unknown) == 401);
        assertThat(status(key)).isEqualTo(200);
    }

    @Test
    void a_redis_that_comes_back_empty_knows_no_key_any_more() {
        redis.kill();
        assertThat(status(key)).isEqualTo(200);
        redis.restart();
        until("it is refused", () -> status(key) == 401);
        store(key);
        until("it is good again", () -> status(key) == 200);
    }

    private void store(IssuedKey issued) {
        redis.ask("HSET portico:key:" + issued.prefix() + " partner acme hash " + issued.hash()
                + " scopes products:read,orders:read plan gold");
    }

    private int status(IssuedKey issued) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head(
                            "GET /keyed/x HTTP/1.1", "Host: a", "Connection: close", "X-API-Key: " + issued.text()))
                    .answer()
                    .status();
        }
    }
}
