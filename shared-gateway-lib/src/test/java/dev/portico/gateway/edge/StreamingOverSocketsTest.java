package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies pass through the gateway at the pace of the slower side, whatever their size, and bit by bit. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class StreamingOverSocketsTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final long MUCH = 200L * MEGABYTE;
    private static final long LITTLE = 64L * MEGABYTE;

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void a_large_answer_passes_in_little_memory_and_waits_for_a_slow_client() throws Exception {
        var sent = new AtomicLong();
        var all = new CompletableFuture<Void>();
        upstream.on("/large/down", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n");
            var megabyte = new byte[MEGABYTE];
            while (sent.get() < MUCH) {
                peer.send(megabyte);
                sent.addAndGet(MEGABYTE);
            }
            all.complete(null);
        });
        var before = used();
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /large/down HTTP/1.1", "Host: a"));
            wire.nextHead();
            wire.skip(MEGABYTE);
            heldBack(all);
            assertThat(sent.get()).isLessThan(LITTLE);
            assertThat(used() - before).isLessThan(LITTLE);
            wire.skip(MUCH - MEGABYTE);
            all.get(30, TimeUnit.SECONDS);
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
        assertThat(used() - before).isLessThan(LITTLE);
    }

    @Test
    void a_large_body_passes_in_little_memory_and_waits_for_a_slow_upstream() throws Exception {
        var reading = new CountDownLatch(1);
        upstream.on("/large/up", peer -> {
            try {
                reading.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            peer.skip(MUCH);
            peer.request().content().complete(new byte[0]);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        var before = used();
        var sent = new AtomicLong();
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /large/up HTTP/1.1", "Host: a", "Content-Length: " + MUCH));
            var all = CompletableFuture.runAsync(() -> {
                var megabyte = new byte[MEGABYTE];
                while (sent.get() < MUCH) {
                    wire.send(megabyte);
                    sent.addAndGet(MEGABYTE);
                }
            });
            heldBack(all);
            assertThat(sent.get()).isLessThan(LITTLE);
            assertThat(used() - before).isLessThan(LITTLE);
            reading.countDown();
            all.get(30, TimeUnit.SECONDS);
            assertThat(wire.answer().body()).isEqualTo("ok");
        }
        assertThat(used() - before).isLessThan(LITTLE);
    }

    /** A sender that nobody holds back is through with it well within this time. */
    private static void heldBack(CompletableFuture<Void> sender) throws Exception {
        try {
            sender.get(1500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waiting) {
            return;
        }
        throw new AssertionError("everything was taken from the sender, though nobody reads it");
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct();
    }

    private static long direct() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @Test
    void trailers_pass() {
        upstream.answer(
                "/open/trailers",
                Wire.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Trailer: X-Sum")
                        + Wire.chunk("hello")
                        + Wire.head("0", "X-Sum: 5"));
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /open/trailers HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.trailers()).containsExactly("X-Sum: 5");
        }
    }

    @Test
    void an_event_arrives_when_it_is_sent() {
        var seen = new CountDownLatch(1);
        upstream.on("/open/events", peer -> {
            peer.send(Wire.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked"));
            peer.send(Wire.chunk("data: 1\n\n"));
            try {
                seen.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            peer.send(Wire.chunk("data: 2\n\n") + Wire.chunk(""));
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/events HTTP/1.1", "Host: a", "Accept: text/event-stream"));
            assertThat(wire.nextHead()).contains("text/event-stream");
            assertThat(wire.nextChunk()).isEqualTo("data: 1\n\n");
            seen.countDown();
            assertThat(wire.nextChunk()).isEqualTo("data: 2\n\n");
            assertThat(wire.nextChunk()).isEmpty();
        }
    }

    @Test
    void early_hints_pass() {
        upstream.answer(
                "/open/hints",
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nConnection: x\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (var wire = Wire.to(gateway)) {
            var answer =
                    wire.send(Wire.head("GET /open/hints HTTP/1.1", "Host: a")).answer();
            assertThat(answer.interims()).hasSize(1);
            assertThat(answer.interims().getFirst())
                    .startsWith("HTTP/1.1 103 ")
                    .contains("</a.css>")
                    .doesNotContain("Connection");
            assertThat(answer.body()).isEqualTo("ok");
        }
        try (var wire = Wire.to(gateway)) {
            var answer =
                    wire.send(Wire.head("GET /open/hints HTTP/1.0", "Host: a")).answer();
            assertThat(answer.interims()).isEmpty();
            assertThat(answer.body()).isEqualTo("ok");
        }
    }

    @Test
    void a_continue_that_nobody_waits_for_is_not_passed_on() {
        upstream.answer("/open/eager", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (var wire = Wire.to(gateway)) {
            var answer =
                    wire.send(Wire.head("GET /open/eager HTTP/1.1", "Host: a")).answer();
            assertThat(answer.interims()).isEmpty();
            assertThat(answer.body()).isEqualTo("ok");
        }
    }
}
