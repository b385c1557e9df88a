package dev.portico.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are trimmed as they pass, in little memory, and a broken one is found out as early as it can be. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class LargeTrimmingOverSocketsTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Nearly all of it goes. */
    private static final String FAT =
            ("{\"id\":12,\"cost\":\"" + "x".repeat(1_000) + "\",\"name\":\"lamp\"},").repeat(64);

    private static final String LEFT_OF_FAT = "{\"id\":12,\"name\":\"lamp\"},".repeat(64);

    /** Nearly all of it stays. */
    private static final String LEAN = ("{\"cost\":1,\"name\":\"" + "x".repeat(1_000) + "\"},").repeat(64);

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void a_list_of_forty_megabytes_is_trimmed_as_it_passes() throws Exception {
        var parts = 40 * MEGABYTE / FAT.length() + 1;
        var half = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        upstream.on("/trimmed/fat", peer -> {
            peer.send(HEAD + Wire.chunk("{\"items\":["));
            for (int i = 0; i < parts; i++) {
                if (i == parts / 2) {
                    half.countDown();
                    await(goOn);
                }
                peer.send(Wire.chunk(FAT));
            }
            peer.send(Wire.chunk("{}],\"total\":7}") + Wire.chunk(""));
        });
        var expected = "{\"items\":[" + LEFT_OF_FAT.repeat(parts) + "{}],\"total\":7}";
        used();
        var before = used();
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /trimmed/fat HTTP/1.1", "Host: a"));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 200 ");
            await(half);
            var received = new StringBuilder(wire.nextChunk());
            assertThat(expected).startsWith(received);
            assertThat(used() - before).isLessThan(10L * MEGABYTE);
            goOn.countDown();
            for (var chunk = wire.nextChunk(); !chunk.isEmpty(); chunk = wire.nextChunk()) {
                received.append(chunk);
            }
            assertThat(received).hasToString(expected);
        }
    }

    @Test
    void an_upstream_waits_for_a_slow_client() throws Exception {
        var much = 100L * MEGABYTE;
        var sent = new AtomicLong();
        var all = new CompletableFuture<Void>();
        var part = Wire.chunk(LEAN).getBytes(ISO_8859_1);
        upstream.on("/trimmed/lean", peer -> {
            peer.send(HEAD + Wire.chunk("{\"items\":["));
            while (sent.get() < much) {
                peer.send(part);
                sent.addAndGet(part.length);
            }
            peer.send(Wire.chunk("{}]}") + Wire.chunk(""));
            all.complete(null);
        });
        used();
        var before = used();
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /trimmed/lean HTTP/1.1", "Host: a"));
            wire.nextHead();
            heldBack(all);
            assertThat(sent.get()).isLessThan(32L * MEGABYTE);
            assertThat(used() - before).isLessThan(32L * MEGABYTE);
            var received = 0L;
            for (var chunk = wire.nextChunk(); !chunk.isEmpty(); chunk = wire.nextChunk()) {
                received += chunk.length();
            }
            all.get(30, TimeUnit.SECONDS);
            assertThat(received).isBetween(much * 9 / 10, much);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length | {'total':1,}",
                "length | {'cost':NaN}",
                "length | {'cost':\u0001}",
                "length | 'total'",
                "length | {'total':1}{}",
                "chunks | {'total':1,}",
                "chunks | {'total':1",
                "chunks | 7",
            })
    void what_is_no_sound_json_is_a_502_where_nothing_was_sent(String framing, String content) {
        var json = content.replace('\'', '"');
        upstream.answer(
                "/trimmed/unsound",
                framing.equals("chunks")
                        ? HEAD + Wire.chunk(json) + Wire.chunk("")
                        : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                                + "\r\n\r\n" + json);
        assertIsBadGateway("/trimmed/unsound");
    }

    @Test
    void bytes_that_are_no_utf_8_are_a_502_where_nothing_was_sent() {
        var json = "{\"cost\":\"" + new String(new byte[] {(byte) 0xc0, (byte) 0xa2}, ISO_8859_1) + "\"}";
        upstream.answer("/trimmed/unsound", HEAD + Wire.chunk(json) + Wire.chunk(""));
        assertIsBadGateway("/trimmed/unsound");
    }

    @Test
    void an_upstream_that_breaks_off_is_a_502_where_nothing_was_sent() {
        upstream.on("/trimmed/gone", peer -> {
            peer.send(HEAD + Wire.chunk("{\"total\":1,\"cost\":["));
            peer.close();
        });
        assertIsBadGateway("/trimmed/gone");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "breaks off", "ends early"})
    void what_breaks_later_breaks_the_answer_off(String how) {
        var more = new CountDownLatch(1);
        upstream.on("/trimmed/late", peer -> {
            peer.send(HEAD + Wire.chunk("{\"items\":[") + Wire.chunk(LEAN));
            await(more);
            switch (how) {
                case "nonsense" -> peer.send(Wire.chunk("nonsense"));
                case "ends early" -> peer.send(Wire.chunk(""));
                default -> peer.close();
            }
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /trimmed/late HTTP/1.1", "Host: a"));
            assertThat(wire.nextHead()).startsWith("HTTP/1.1 200 ");
            assertThat(wire.nextChunk()).startsWith("{\"items\":[{\"name\":\"xxx");
            more.countDown();
            assertThat(rest(wire)).doesNotEndWith("0\r\n\r\n").doesNotContain("nonsense");
        }
    }

    private void assertIsBadGateway(String path) {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", "Accept-Encoding: gzip"))
                    .answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.fields("Content-Encoding")).isEmpty();
            assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:bad-gateway");
            assertThat(wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"))
                            .answer()
                            .body())
                    .isEqualTo("GET /open/next");
        }
    }

    private static String rest(Wire wire) {
        try {
            return wire.rest();
        } catch (UncheckedIOException reset) {
            return "";
        }
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}
