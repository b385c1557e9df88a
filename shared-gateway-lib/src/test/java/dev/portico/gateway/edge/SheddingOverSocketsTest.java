package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients get of event loops that have more to do than they can, and of upstreams that are slow. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = SheddingTableResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class SheddingOverSocketsTest {

    private static final int CLIENTS = 96;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void in_an_overload_errands_are_refused_and_the_till_and_operators_are_served() {
        var refused = new ConcurrentLinkedQueue<Answer>();
        var till = new ConcurrentLinkedQueue<Answer>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var calling = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                calling.add(clients.submit(() -> errands(refused)));
            }
            calling.add(clients.submit(() -> till(till, refused)));
            assertThat(calling).allSatisfy(call -> call.get());
        }

        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().getString("type")).isEqualTo("urn:portico:problem:overloaded");
            assertThat(Integer.parseInt(answer.field("Retry-After"))).isBetween(1, 5);
        });
        assertThat(till).isNotEmpty().allSatisfy(answer -> assertThat(answer.status())
                .isEqualTo(200));
        assertThat(read("/metrics"))
                .contains("gateway_requests_shed_total{importance=\"low\",route=\"errand\"}")
                .contains("gateway_concurrency_limit ", "gateway_concurrency_in_hand ", "gateway_event_loop_late_ms ");
        assertThat(read("/health/live")).contains("\"UP\"");
    }

    /**
     * Each takes three milliseconds of an event loop. The next one stands behind it on the same connection, so that the loop
     * need not wait for clients.
     */
    private void errands(Queue<Answer> refused) {
        var until = System.nanoTime() + LONGEST_NANOS;
        try (var wire = Wire.to(gateway)) {
            var errand = Wire.head("GET /errand/1 HTTP/1.1", "Host: a", "X-Gate: works");
            wire.send(errand).send(errand).send(errand);
            while (refused.size() < CLIENTS && System.nanoTime() < until) {
                var answer = wire.send(errand).answer();
                if (answer.status() != 200) {
                    refused.add(answer);
                }
            }
        }
    }

    private void till(Queue<Answer> answers, Queue<Answer> refused) {
        var until = System.nanoTime() + LONGEST_NANOS;
        try (var wire = Wire.to(gateway)) {
            while (refused.size() < CLIENTS && System.nanoTime() < until) {
                answers.add(
                        wire.send(Wire.head("GET /till/1 HTTP/1.1", "Host: a")).answer());
            }
        }
    }

    @Test
    void a_slow_upstream_has_nobody_refused_who_does_not_need_it() {
        var answering = new CountDownLatch(1);
        upstream.on("/single/held", peer -> {
            await(answering);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        var waiting = new ArrayList<Wire>();
        try {
            IntStream.range(0, 50).forEach(i -> waiting.add(Wire.to(gateway)));
            waiting.forEach(wire -> wire.send(Wire.head("GET /single/held HTTP/1.1", "Host: a")));
            upstream.next();

            assertThat(statuses("/errand/quick", 300)).containsOnly(200);

            answering.countDown();
            assertThat(waiting)
                    .allSatisfy(wire -> assertThat(wire.answer().status()).isEqualTo(200));
        } finally {
            answering.countDown();
            waiting.forEach(Wire::close);
        }
    }

    private List<Integer> statuses(String path, int requests) {
        try (var wire = Wire.to(gateway)) {
            return IntStream.range(0, requests)
                    .mapToObj(i -> wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a"))
                            .answer()
                            .status())
                    .toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String read(String path) {
        try (var wire = Wire.to(management)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a"))
                    .answer()
                    .body();
        }
    }
}
