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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets when an upstream is gone, slow, busy, or lies; and what an upstream gets when a client goes. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class FailuresOverSocketsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void an_upstream_that_is_down_is_a_502() {
        assertThat(get("/down/x").status()).isEqualTo(502);
    }

    @Test
    void a_small_answer_that_does_not_get_on_is_a_504_and_its_connection_is_given_up() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/slow/dripping", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            peer.awaitEnd();
            ended.complete(null);
        });
        var answer = get("/slow/dripping");
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).doesNotContain("hello");
        ended.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void where_one_instance_is_down_another_is_asked() {
        for (int i = 0; i < 4; i++) {
            assertThat(get("/half/x").body()).isEqualTo("GET /half/x");
        }
    }

    @Test
    void an_upstream_that_is_slow_is_a_504_and_its_connection_is_given_up() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/slow/x", peer -> {
            peer.awaitEnd();
            ended.complete(null);
        });
        var answer = get("/slow/x");
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:gateway-timeout");
        ended.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void an_upstream_with_all_connections_busy_and_the_queue_full_is_a_503() {
        var released = new CountDownLatch(1);
        upstream.on("/narrow/held", peer -> {
            await(released);
            peer.send(OK);
        });
        try (var first = Wire.to(gateway)) {
            first.send(Wire.head("GET /narrow/held HTTP/1.1", "Host: a"));
            upstream.next();
            var second = CompletableFuture.supplyAsync(() -> get("/narrow/second"), Thread::startVirtualThread);
            var third = CompletableFuture.supplyAsync(() -> get("/narrow/third"), Thread::startVirtualThread);
            var refused = (Answer) CompletableFuture.anyOf(second, third)
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("Retry-After")).isEqualTo("1");
            released.countDown();
            assertThat(first.answer().body()).isEqualTo("ok");
            assertThat(List.of(second.join().status(), third.join().status())).containsExactlyInAnyOrder(200, 503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nX-Half: a",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhellohel\r\n0\r\n\r\n",
                "HTTP/1.1 99 Odd\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "",
            })
    void an_answer_that_is_none_is_a_502(String bytes) {
        upstream.on("/open/lies", peer -> {
            peer.readBody();
            peer.send(bytes);
            peer.close();
        });
        var answer = get("/open/lies");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:bad-gateway");
        assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
    }

    @Test
    void a_head_without_end_is_a_502() {
        upstream.on("/open/bomb", peer -> {
            peer.readBody();
            peer.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 5000; i++) {
                peer.send("X-Bomb-" + i + ": " + "x".repeat(50) + "\r\n");
            }
        });
        assertThat(get("/open/bomb").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\nzz\r\n",
            })
    void a_client_can_tell_that_a_streamed_answer_is_not_whole(String bytes) {
        upstream.on("/open/truncated", peer -> {
            peer.readBody();
            peer.send(bytes);
            peer.close();
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/truncated HTTP/1.1", "Host: a"));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 200 ");
            assertThat(wire.rest()).contains("begun").doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void an_upstream_is_left_alone_when_its_client_goes_before_the_answer() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/open/waiting", peer -> {
            peer.awaitEnd();
            ended.complete(null);
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/waiting HTTP/1.1", "Host: a"));
            upstream.next();
            wire.vanish();
        }
        ended.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void an_upstream_is_left_alone_when_its_client_goes_within_the_answer() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/open/streaming", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            peer.awaitEnd();
            ended.complete(null);
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/streaming HTTP/1.1", "Host: a"));
            wire.nextHead();
            assertThat(wire.nextChunk()).isEqualTo("first");
            wire.vanish();
        }
        ended.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void a_screen_may_wait_on_a_virtual_thread() {
        upstream.answer("/part", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"product\":\"tea\",\"quantity\":2}");
        var json = get("/screen/waiting?millis=10000", Tokens.bearer("ann")).json();
        assertThat(json.getString("product")).isEqualTo("tea");
        assertThat(json.getString("virtual")).isEqualTo("true");
    }

    @Test
    void an_upstream_is_left_alone_when_a_screen_waits_no_longer() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/part", peer -> {
            peer.awaitEnd();
            ended.complete(null);
        });
        assertThat(get("/screen/waiting?millis=300", Tokens.bearer("ann")).status())
                .isEqualTo(500);
        ended.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private Answer get(String path, String field) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", field))
                    .answer();
        }
    }

    private Answer get(String path) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a")).answer();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
