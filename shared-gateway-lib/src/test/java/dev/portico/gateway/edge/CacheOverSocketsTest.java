package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.KeptRows.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and upstreams see of a row whose answers are kept. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class CacheOverSocketsTest {

    private static final String FRESH = "Cache-Control: max-age=60";

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    MeterRegistry meters;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void what_is_fresh_does_not_reach_the_upstream_again() {
        answers(
                "/cached/fresh",
                "one",
                FRESH + ", immutable",
                "Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT",
                "X-Odd: a");
        var first = get("/cached/fresh");
        assertThat(first.field("Cache-Status")).matches("portico; fwd=uri-miss; fwd-status=200; stored; ttl=(60|5.)");
        assertThat(first.fields("Age")).isEmpty();
        var second = get("/cached/fresh");
        assertThat(second.field("Cache-Status")).matches("portico; hit; ttl=(60|5.)");
        assertThat(second.field("Age")).matches("[0-9]");
        assertThat(second.body()).isEqualTo(first.body()).isEqualTo("one");
        for (var name : new String[] {"Cache-Control", "Last-Modified", "Content-Type", "Content-Length", "X-Odd"}) {
            assertThat(second.fields(name))
                    .as(name)
                    .isEqualTo(first.fields(name))
                    .hasSize(1);
        }
        assertThat(second.fields("Date")).hasSize(1);
        assertThat(upstream.drain()).hasSize(1);
    }

    @Test
    void a_row_that_does_not_say_so_keeps_nothing() {
        answers("/open/fresh", "one", FRESH);
        assertThat(get("/open/fresh").fields("Cache-Status")).isEmpty();
        get("/open/fresh");
        assertThat(upstream.drain()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "private, max-age=60", "max-age=0"})
    void what_the_upstream_does_not_want_kept_is_not_and_passes_unharmed(String directives) {
        var path = "/cached/" + directives.replaceAll("\\W", "");
        answers(path, "one", "Cache-Control: " + directives, "Expires: Thu, 01 Dec 1994 16:00:00 GMT", "Age: 5");
        get(path);
        var answer = get(path);
        assertThat(answer.field("Cache-Control")).isEqualTo(directives);
        assertThat(answer.field("Expires")).isEqualTo("Thu, 01 Dec 1994 16:00:00 GMT");
        assertThat(answer.field("Age")).isEqualTo("5");
        assertThat(upstream.drain()).hasSize(2);
    }

    @Test
    void what_is_stale_is_validated_and_used_where_it_is_confirmed() {
        upstream.on("/cached/validated", peer -> {
            var known = peer.request().field("If-None-Match").equals("\"a\"");
            peer.send(
                    known
                            ? "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"
                            : ok("one", "ETag: \"a\"", "Cache-Control: no-cache"));
        });
        get("/cached/validated");
        var answer = get("/cached/validated");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("one");
        assertThat(answer.field("Cache-Status")).startsWith("portico; fwd=stale; fwd-status=304");
        assertThat(upstream.drain()).hasSize(2);
    }

    @Test
    void what_is_stale_is_used_and_labelled_while_it_is_renewed() {
        answers("/cached/renewed", "one", "Cache-Control: max-age=60, stale-while-revalidate=600", "Age: 100");
        get("/cached/renewed");
        upstream.next();
        answers("/cached/renewed", "two", FRESH);
        var answer = get("/cached/renewed");
        assertThat(answer.body()).isEqualTo("one");
        assertThat(answer.field("Cache-Status")).matches("portico; hit; ttl=-4.");
        upstream.next();
        assertThat(untilBody("/cached/renewed", "two").field("Cache-Status")).startsWith("portico; hit");
    }

    @Test
    void what_is_stale_stands_in_for_an_upstream_that_fails_and_says_so() {
        answers("/cached/failing", "one", "Cache-Control: max-age=60, stale-if-error=600", "Age: 100");
        get("/cached/failing");
        upstream.answer("/cached/failing", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        var answer = get("/cached/failing");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Cache-Status")).endsWith("; detail=stale-if-error");
    }

    @Test
    void a_row_says_how_long_answers_are_fresh_that_say_nothing() {
        answers("/timed/silent", "one");
        get("/timed/silent");
        assertThat(get("/timed/silent").field("Cache-Status")).matches("portico; hit; ttl=(3600|359.)");
        upstream.answer("/timed/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
        get("/timed/missing");
        assertThat(get("/timed/missing").field("Cache-Status")).startsWith("portico; hit");
    }

    @Test
    void requests_that_want_the_same_make_one_call() {
        var release = new CountDownLatch(1);
        upstream.on("/cached/crowd", peer -> {
            try {
                release.await();
            } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
            peer.send(ok("one", FRESH));
        });
        try (var first = Wire.to(gateway);
                var second = Wire.to(gateway)) {
            first.send(Wire.head("GET /cached/crowd HTTP/1.1", "Host: a"));
            upstream.next();
            second.send(Wire.head("GET /cached/crowd HTTP/1.1", "Host: a"));
            untilActive(2);
            release.countDown();
            assertThat(first.answer().field("Cache-Status")).contains("stored");
            assertThat(second.answer().field("Cache-Status")).isEqualTo("portico; fwd=uri-miss; collapsed");
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_client_may_want_it_fresher_or_only_from_here() {
        answers("/cached/wanted", "one", FRESH);
        var refused = get("/cached/wanted", "Cache-Control: only-if-cached");
        assertThat(refused.status()).isEqualTo(504);
        assertThat(refused.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(upstream.drain()).isEmpty();
        get("/cached/wanted");
        assertThat(get("/cached/wanted", "Cache-Control: only-if-cached").body())
                .isEqualTo("one");
        assertThat(get("/cached/wanted", "Cache-Control: no-cache").field("Cache-Status"))
                .startsWith("portico; fwd=request");
        assertThat(upstream.drain()).hasSize(2);
    }

    @Test
    void a_change_makes_void_what_is_stored() {
        answers("/cached/changed", "one", FRESH);
        get("/cached/changed");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /cached/changed HTTP/1.1", "Host: a", "Content-Length: 0"))
                    .answer();
        }
        assertThat(get("/cached/changed").field("Cache-Status")).startsWith("portico; fwd=uri-miss");
    }

    @Test
    void hints_before_the_answer_are_passed_on() {
        upstream.answer(
                "/cached/hints", "HTTP/1.1 103 Early Hints\r\nLink: </a.css>;rel=preload\r\n\r\n" + ok("one", FRESH));
        assertThat(get("/cached/hints").interims()).hasSize(1);
        assertThat(get("/cached/hints").interims()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"shelf, 1", "desk, 2"})
    void what_screens_read_is_kept_as_the_upstream_says_for_all_or_for_each_caller(String name, int calls) {
        answers("/part/" + name, "{\"product\":\"tea\",\"quantity\":2}");
        for (var caller : List.of("alice", "bob", "alice", "bob")) {
            var answer = get("/screen/read/" + name + "/" + name, Tokens.bearer(caller));
            assertThat(answer.json().getString("product")).isEqualTo("tea");
        }
        assertThat(upstream.drain()).hasSize(calls);
    }

    @Test
    void operators_see_what_the_cache_did() {
        answers("/timed/counted", "one");
        var before = reads("hit");
        get("/timed/counted");
        get("/timed/counted");
        assertThat(reads("hit")).isEqualTo(before + 1);
        assertThat(reads("miss")).isPositive();
        assertThat(meters.get("gateway.cache.bytes").gauge().value()).isPositive();
        assertThat(meters.get("gateway.cache.evictions").functionCounter().count())
                .isZero();
    }

    private double reads(String outcome) {
        var counter = meters.find("gateway.cache.reads")
                .tags("route", "timed", "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private void untilActive(int requests) {
        var active = meters.get("http.server.active.requests").gauge();
        for (long until = System.nanoTime() + 10_000_000_000L; active.value() < requests; ) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /** Asks until a renewal that runs by itself has arrived. */
    private Answer untilBody(String path, String body) {
        for (long until = System.nanoTime() + 10_000_000_000L; ; ) {
            var answer = get(path);
            if (answer.body().equals(body)) {
                return answer;
            }
            assertThat(System.nanoTime()).isLessThan(until);
        }
    }

    private Answer get(String path, String... fields) {
        return KeptRows.get(gateway, path, fields);
    }

    private void answers(String path, String content, String... fields) {
        upstream.answer(path, ok(content, fields));
    }
}
