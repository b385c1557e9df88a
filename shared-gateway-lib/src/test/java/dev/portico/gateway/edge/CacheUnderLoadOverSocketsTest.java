package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.redis.RealRedis;
import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an upstream that takes 200 ms has to do while clients ask for twenty pages again and again, and what they get: from
 * the first request on, when answers have ended, while the upstream fails, and while Redis is away. Prints the figures.
 */
@Tag("full")
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = CacheRedisResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class CacheUnderLoadOverSocketsTest {

    private static final int PAGES = 20;
    private static final int CLIENTS = 16;
    private static final long UPSTREAM_NANOS = Duration.ofMillis(200).toNanos();

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;
    RealRedis redis;

    private final AtomicInteger calls = new AtomicInteger();

    /** What a number of clients got, each with one request after the other; together they asked for each page first. */
    private record Phase(List<Answer> answers, List<Long> nanos, int calls, double seconds) {

        Phase tell(String name) {
            System.out.printf(
                    "%-28s %7.0f requests a second, %6.1f calls a second, p50 %5.1f ms, p99 %5.1f ms, slowest %5.1f ms%n",
                    name, answers.size() / seconds, calls / seconds, percentile(0.5), percentile(0.99), percentile(1));
            return this;
        }

        double percentile(double share) {
            return nanos.get((int) Math.min(nanos.size() - 1L, (long) (nanos.size() * share))) / 1e6;
        }

        long with(String cacheStatus) {
            return answers.stream()
                    .filter(answer -> answer.field("Cache-Status").contains(cacheStatus))
                    .count();
        }

        Phase allGood() {
            assertThat(answers).isNotEmpty().allMatch(answer -> answer.status() == 200);
            return this;
        }
    }

    @Test
    void an_upstream_is_asked_once_for_each_page_however_many_ask_for_it() {
        pages("warm", 200, "max-age=60");

        var cold = ask("warm", 1).tell("cold").allGood();
        assertThat(cold.calls).isEqualTo(PAGES);

        var warm = ask("warm", 3).tell("warm").allGood();
        assertThat(warm.calls).isZero();

        redis.kill();
        var away = ask("warm", 3).tell("warm, Redis killed").allGood();
        assertThat(away.calls).isZero();
        redis.restart();
    }

    @Test
    void at_their_end_answers_are_fetched_once_and_nobody_waits_where_stale_ones_may_be_used() {
        pages("ending", 200, "max-age=1");
        ask("ending", 1);
        var ending = ask("ending", 5).tell("at expiry").allGood();
        assertThat(ending.calls).isLessThanOrEqualTo(5 * PAGES);

        pages("renewed", 200, "max-age=1, stale-while-revalidate=30");
        ask("renewed", 1);
        var renewed = ask("renewed", 5).tell("at expiry, renewed meanwhile").allGood();
        assertThat(renewed.calls).isLessThanOrEqualTo(5 * PAGES);
        assertThat(renewed.percentile(0.99)).isLessThan(UPSTREAM_NANOS / 1e6);
    }

    @Test
    void what_is_stale_is_served_and_says_so_while_the_upstream_fails() {
        pages("failing", 200, "max-age=1, stale-if-error=60");
        ask("failing", 1);
        pages("failing", 503, "no-store");
        LockSupport.parkNanos(Duration.ofMillis(1100).toNanos());

        var failing = ask("failing", 4).tell("upstream fails").allGood();

        assertThat(failing.with("detail=stale-if-error")).isEqualTo(failing.answers.size());
        assertThat(failing.calls).isLessThanOrEqualTo(5 * PAGES);
    }

    @Test
    void without_redis_everything_is_fetched_and_kept_all_the_same() {
        redis.kill();
        pages("alone", 200, "max-age=60");

        var cold = ask("alone", 1).tell("cold, Redis killed").allGood();
        assertThat(cold.calls).isEqualTo(PAGES);
        redis.restart();
    }

    private void pages(String name, int status, String cacheControl) {
        for (var page = 0; page < PAGES; page++) {
            upstream.on("/cached/" + name + page, peer -> {
                peer.readBody();
                calls.incrementAndGet();
                LockSupport.parkNanos(UPSTREAM_NANOS);
                peer.send("HTTP/1.1 " + status + " Said\r\nContent-Length: 4\r\nCache-Control: " + cacheControl
                        + "\r\n\r\npage");
            });
        }
    }

    private Phase ask(String name, int seconds) {
        var before = calls.get();
        var begun = System.nanoTime();
        var until = begun + Duration.ofSeconds(seconds).toNanos();
        var answers = Collections.synchronizedList(new ArrayList<Answer>());
        var nanos = Collections.synchronizedList(new ArrayList<Long>());
        var first = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                asking.add(clients.submit(() -> client(name, first, until, answers, nanos)));
            }
            assertThat(asking).allSatisfy(each -> each.get());
        }
        var sorted = nanos.stream().sorted().toList();
        return new Phase(List.copyOf(answers), sorted, calls.get() - before, (System.nanoTime() - begun) / 1e9);
    }

    private void client(String name, AtomicInteger first, long until, List<Answer> answers, List<Long> nanos) {
        try (var wire = Wire.to(gateway)) {
            for (int next; (next = first.getAndIncrement()) < PAGES || System.nanoTime() < until; ) {
                var page = next < PAGES ? next : ThreadLocalRandom.current().nextInt(PAGES);
                var path = "/cached/" + name + page;
                var began = System.nanoTime();
                answers.add(wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a"))
                        .answer());
                nanos.add(System.nanoTime() - began);
            }
        }
    }
}
