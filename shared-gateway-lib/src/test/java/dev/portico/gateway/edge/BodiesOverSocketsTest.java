package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies of requests: how large they may be, who waits for whom, and what becomes of one that nobody reads. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class BodiesOverSocketsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String NEXT = Wire.head("GET /open/next HTTP/1.1", "Host: a");

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @Inject
    TestGates gates;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void a_declared_body_beyond_the_limit_is_refused_before_an_upstream_sees_anything() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /small/x HTTP/1.1", "Host: a", "Content-Length: 65537") + "x".repeat(65537));
            assertThat(wire.answer().status()).isEqualTo(413);
            assertThat(wire.send(NEXT).answer().body()).isEqualTo("GET /open/next");
        }
        assertThat(upstream.next().startLine()).contains("/open/next");
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_body_of_exactly_the_limit_passes() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /small/x HTTP/1.1", "Host: a", "Content-Length: 65536") + "x".repeat(65536));
            assertThat(wire.answer().status()).isEqualTo(200);
        }
        assertThat(upstream.next().body()).hasSize(65536);
    }

    @Test
    void a_chunked_body_beyond_the_limit_never_becomes_a_complete_one() {
        var ended = new CompletableFuture<String>();
        upstream.on("/small/chunked", peer -> {
            try {
                peer.readBody();
                ended.complete("complete");
            } finally {
                ended.complete("broken off");
            }
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /small/chunked HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 5; i++) {
                wire.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            wire.send("0\r\n\r\n" + NEXT);
            assertThat(wire.answer().status()).isEqualTo(413);
            assertThat(wire.closes()).isTrue();
        }
        assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("broken off");
    }

    @Test
    void a_client_that_vanishes_in_the_middle_never_becomes_a_complete_request() {
        var ended = new CompletableFuture<String>();
        upstream.on("/open/vanishing", peer -> {
            try {
                peer.readBody();
                ended.complete("complete");
            } finally {
                ended.complete("broken off");
            }
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/vanishing HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    + "5\r\nhello\r\n");
            upstream.next();
            wire.vanish();
        }
        assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("broken off");
    }

    @Test
    void a_client_that_sends_a_small_body_slowly_holds_no_connection_of_an_upstream() {
        try (var slow = Wire.to(gateway);
                var other = Wire.to(gateway)) {
            slow.send(Wire.head("POST /single/slow HTTP/1.1", "Host: a", "X-Gate: slow-body", "Content-Length: 10")
                    + "hello");
            gates.release("slow-body");
            for (int i = 0; i < 5; i++) {
                other.send(NEXT).answer();
                upstream.next();
            }
            assertThat(other.send(Wire.head("GET /single/other HTTP/1.1", "Host: a"))
                            .answer()
                            .status())
                    .isEqualTo(200);
            slow.send("world");
            assertThat(slow.answer().body()).isEqualTo("POST /single/slow helloworld");
        }
        assertThat(upstream.next().startLine()).contains("/single/other");
        var late = upstream.next();
        assertThat(late.body()).isEqualTo("helloworld");
        assertThat(late.fields("Content-Length")).containsExactly("10");
    }

    @Test
    void the_client_is_told_to_continue_only_when_the_upstream_wants_the_body() {
        var asked = new CountDownLatch(1);
        upstream.on("/open/expect", peer -> {
            await(asked);
            peer.send("HTTP/1.1 100 Continue\r\n\r\n");
            peer.readBody();
            peer.send(OK);
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/expect HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 5"));
            var seen = upstream.next();
            assertThat(seen.field("Expect")).isEqualTo("100-continue");
            asked.countDown();
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 100 ");
            assertThat(seen.content()).isNotCompleted();
            assertThat(wire.send("hello").answer().body()).isEqualTo("ok");
            assertThat(seen.body()).isEqualTo("hello");
            assertThat(wire.send(NEXT).answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void an_upstream_that_knows_no_continue_gets_the_body_after_a_while() {
        upstream.on("/open/old", peer -> {
            peer.readBody();
            peer.send(OK);
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/old HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 5"));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send("hello").answer().body()).isEqualTo("ok");
        }
    }

    @Test
    void a_body_that_was_not_asked_for_cannot_be_mistaken_for_a_request() {
        upstream.on("/open/unwanted", peer -> peer.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"));
        for (var path : new String[] {"/open/unwanted", "/small/unwanted"}) {
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head(
                        "POST " + path + " HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 70000"));
                var answer = wire.answer();
                assertThat(answer.interims()).isEmpty();
                assertThat(answer.status()).isGreaterThanOrEqualTo(400);
                assertThat(answer.field("Connection")).isEqualTo("close");
                wire.send(NEXT);
                assertThat(wire.closes()).isTrue();
            }
        }
        assertThat(upstream.drain()).noneMatch(seen -> seen.startLine().contains("/open/next"));
    }

    @Test
    void a_screen_reads_a_body_that_it_has_to_ask_for() {
        var order = "{\"product\":\"tea\",\"quantity\":2}";
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                    "POST /screen/order HTTP/1.1",
                    "Host: a",
                    "Expect: 100-continue",
                    "Content-Type: application/json",
                    "Content-Length: " + order.length()));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send(order).answer().json().getString("product")).isEqualTo("tea");
            assertThat(wire.send(NEXT).answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void an_early_answer_arrives_and_the_rest_of_the_body_goes_nowhere() {
        var ended = new CompletableFuture<Void>();
        upstream.on("/large/early", peer -> {
            peer.skip(1000);
            peer.send("HTTP/1.1 409 Conflict\r\nContent-Length: 4\r\n\r\nstop");
            peer.awaitEnd();
            ended.complete(null);
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /large/early HTTP/1.1", "Host: a", "Content-Length: 300000"));
            wire.send("x".repeat(1000));
            assertThat(wire.answer().body()).isEqualTo("stop");
            ended.orTimeout(10, TimeUnit.SECONDS).join();
            wire.send("x".repeat(299_000)).send(NEXT);
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void an_upstream_that_answers_and_closes_early_is_heard() {
        upstream.on("/large/refusing", peer -> {
            peer.skip(1000);
            peer.send("HTTP/1.1 413 No\r\nConnection: close\r\nContent-Length: 4\r\n\r\nstop");
            peer.close();
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /large/refusing HTTP/1.1", "Host: a", "Content-Length: 300000"));
            wire.send("x".repeat(1000));
            assertThat(wire.answer().body()).isEqualTo("stop");
            wire.send("x".repeat(299_000)).send(NEXT);
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void a_refused_client_that_sends_without_end_is_cut_off() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /nothing HTTP/1.1", "Host: a", "Content-Length: 1000000000"));
            assertThat(wire.answer().status()).isEqualTo(404);
            assertThat(wire.closes()).isTrue();
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
