package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.KeptRows.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** What is held in memory for answers on their way is let go, however that ends. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CacheSlowClientsOverSocketsTest {

    private static final String TEXT = "kept ".repeat(40_000);
    private static final String ANSWER = ok(TEXT, "Cache-Control: max-age=60");

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    MeterRegistry meters;

    UpstreamDouble upstream;

    @Test
    void a_client_that_hangs_up_amid_an_answer_leaves_nothing_behind() {
        var goOn = new CountDownLatch(1);
        halfOf("/cached/hangs-up", goOn);
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /cached/hangs-up HTTP/1.1", "Host: a"));
            untilUnderway(bytes -> bytes > 0);
            wire.vanish();
            untilUnderway(bytes -> bytes == 0);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_client_that_reads_to_the_end_leaves_nothing_behind() {
        var goOn = new CountDownLatch(1);
        halfOf("/cached/reads", goOn);
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /cached/reads HTTP/1.1", "Host: a"));
            untilUnderway(bytes -> bytes > 0);
            goOn.countDown();
            assertThat(wire.answer().body()).isEqualTo(TEXT);
            untilUnderway(bytes -> bytes == 0);
        }
    }

    private void halfOf(String path, CountDownLatch goOn) {
        upstream.on(path, peer -> {
            peer.send(ANSWER.substring(0, ANSWER.length() / 2));
            try {
                goOn.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
            peer.send(ANSWER.substring(ANSWER.length() / 2));
        });
    }

    private void untilUnderway(DoublePredicate bytes) {
        var underway = meters.get("gateway.cache.underway.bytes").gauge();
        for (long until = System.nanoTime() + 10_000_000_000L; !bytes.test(underway.value()); ) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
