package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent once more where a kept connection had died under it, and what never is. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class RepetitionOverSocketsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void a_get_is_sent_again_where_a_kept_connection_had_died() {
        var times = new AtomicInteger();
        upstream.on("/single/dying", peer -> {
            if (times.getAndIncrement() == 0) {
                peer.close();
            } else {
                peer.send(OK);
            }
        });
        assertThat(get("/single/first").status()).isEqualTo(200);
        assertThat(get("/single/dying").body()).isEqualTo("ok");
        assertThat(times).hasValue(2);
    }

    @Test
    void a_get_is_sent_again_where_a_kept_connection_was_reset() {
        var times = new AtomicInteger();
        upstream.on("/single/resetting", peer -> {
            if (times.getAndIncrement() == 0) {
                peer.reset();
            } else {
                peer.send(OK);
            }
        });
        assertThat(get("/single/first").status()).isEqualTo(200);
        assertThat(get("/single/resetting").body()).isEqualTo("ok");
        assertThat(times).hasValue(2);
    }

    @Test
    void a_put_with_a_small_body_is_sent_again_where_a_kept_connection_had_died() {
        var times = new AtomicInteger();
        upstream.on("/single/putting", peer -> {
            if (times.getAndIncrement() == 0) {
                peer.close();
            } else {
                peer.readBody();
                peer.send(OK);
            }
        });
        assertThat(get("/single/first").status()).isEqualTo(200);
        upstream.drain();
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("PUT /single/putting HTTP/1.1", "Host: a", "Content-Length: 5") + "hello");
            assertThat(wire.answer().body()).isEqualTo("ok");
        }
        upstream.next();
        assertThat(upstream.next().body()).isEqualTo("hello");
    }

    @Test
    void a_get_is_not_sent_again_and_again() {
        var times = new AtomicInteger();
        upstream.on("/single/dead", peer -> {
            times.getAndIncrement();
            peer.close();
        });
        assertThat(get("/single/first").status()).isEqualTo(200);
        assertThat(get("/single/dead").status()).isEqualTo(502);
        assertThat(times).hasValue(2);
    }

    @Test
    void a_post_is_never_sent_twice() {
        var times = new AtomicInteger();
        upstream.on("/single/paying", peer -> {
            times.getAndIncrement();
            peer.close();
        });
        assertThat(get("/single/first").status()).isEqualTo(200);
        for (var body : new String[] {"", "pay"}) {
            times.set(0);
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head("POST /single/paying HTTP/1.1", "Host: a", "Content-Length: " + body.length())
                        + body);
                assertThat(wire.answer().status()).isEqualTo(502);
            }
            assertThat(times).hasValue(1);
            assertThat(get("/single/first").status()).isEqualTo(200);
        }
    }

    private Answer get(String path) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a")).answer();
        }
    }
}
