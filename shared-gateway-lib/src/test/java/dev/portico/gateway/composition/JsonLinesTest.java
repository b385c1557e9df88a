package dev.portico.gateway.composition;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.exchange.UpstreamFailure.Kind;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of JSON that are read one by one. */
class JsonLinesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Exchange exchange = Exchange.of(SentRequest.get("/"));
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();

    record Name(String name) {}

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void each_line_is_a_record_and_nothing_else_is_kept() {
        var arriving =
                new Arriving("{\"name\":\"A\",\"iban\":\"DE02\"}\n{\"na", "me\":\"B\"}\r\n\n\r\n{\"name\":\"C\"", "}");

        assertThat(all(arriving)).containsExactly(new Name("A"), new Name("B"), new Name("C"));
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.target()).isEqualTo("/export");
            assertThat(call.headers().get("Accept")).isEqualTo("application/x-ndjson");
            assertThat(call.headers().get("X-User-Id")).isEqualTo("alice");
        });
    }

    @Test
    void an_answer_that_is_here_as_a_whole_is_read_line_by_line_too() {
        var body = new Body.Whole(Buffer.buffer("{\"name\":\"A\"}\n{\"name\":\"B\"}\n"));

        assertThat(list(lines(200, body, LONG, LONG))).containsExactly(new Name("A"), new Name("B"));
        assertThat(list(lines(200, Body.empty(), LONG, LONG))).isEmpty();
    }

    @Test
    void no_more_is_taken_of_the_upstream_than_is_asked_for() {
        var endless = new Arriving();
        var reader = new Reader(3);
        lines(200, new Body.Streamed(endless, -1), LONG, LONG).subscribe(reader);

        assertThat(reader.read.orTimeout(5, SECONDS).join()).hasSize(3);
        assertThat(endless.given).isEqualTo(3);
        reader.goes();
        assertThat(givenUp.orTimeout(5, SECONDS).join()).isEqualTo("discarded");
    }

    @Test
    void who_has_read_enough_ends_the_call() {
        assertThat(list(lines(200, new Body.Streamed(new Arriving(), -1), LONG, LONG)
                        .select()
                        .first(2)))
                .hasSize(2);
        assertThat(givenUp.orTimeout(5, SECONDS).join()).isEqualTo("discarded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "null", "{}", "{\"name\":", "{\"name\":\"B\"} {}", "<html>", "{\"name\":null}"})
    void a_line_that_cannot_be_read_is_a_broken_answer_behind_those_before_it(String line) {
        assertBroken(Kind.BROKEN, new Arriving("{\"name\":\"A\"}\n" + line + "\n{\"name\":\"C\"}\n"));
    }

    @Test
    void a_line_that_is_too_long_is_a_broken_answer() {
        assertBroken(Kind.BROKEN, new Arriving("{\"name\":\"A\"}\n", "{\"name\":\"", "x".repeat(300_000) + "\"}\n"));
    }

    @Test
    void a_line_that_never_ends_is_a_broken_answer() {
        var parts = new ArrayList<>(List.of("{\"name\":\"A\"}\n"));
        for (int i = 0; i < 30; i++) {
            parts.add(" ".repeat(10_000));
        }
        assertBroken(Kind.BROKEN, new Arriving(parts.toArray(String[]::new)));
    }

    @Test
    void lines_that_break_off_are_a_broken_answer() {
        assertBroken(Kind.BROKEN, new Arriving("{\"name\":\"A\"}\n", Arriving.BREAKS));
    }

    @Test
    void a_line_that_does_not_come_in_time_is_late() {
        var stopping = new Body.Streamed(new Arriving("{\"name\":\"A\"}\n", Arriving.STOPS), -1);

        assertFails(Kind.LATE, lines(200, stopping, LONG, Duration.ofMillis(50)));
    }

    @Test
    void lines_without_end_are_late() {
        var endless = new Body.Streamed(new Arriving(), -1);

        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> list(lines(200, endless, Duration.ofMillis(100), LONG)))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(Kind.LATE);
        assertThat(givenUp.orTimeout(5, SECONDS).join()).isEqualTo("discarded");
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 304, 404, 500})
    void an_answer_that_is_not_wanted_is_a_broken_one(int status) {
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> list(lines(status, new Body.Whole(Buffer.buffer("{\"name\":\"A\"}\n")), LONG, LONG)))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(Kind.BROKEN);
    }

    @Test
    void a_call_that_fails_fails_the_lines() {
        var late = Future.<Reply>failedFuture(new UpstreamFailure(Kind.LATE, "late", null));

        assertThatExceptionOfType(UpstreamFailure.class).isThrownBy(() -> list(lines(late, LONG, LONG)));
        assertThat(exchange.calls().brokenOff()).isTrue();
    }

    private void assertBroken(Kind kind, Arriving arriving) {
        assertFails(kind, lines(200, new Body.Streamed(arriving, -1), LONG, LONG));
    }

    private void assertFails(Kind kind, Multi<Name> lines) {
        var before = new ArrayList<Name>();
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> list(lines.onItem().invoke(before::add)))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(kind);
        assertThat(before).containsExactly(new Name("A"));
        assertThat(givenUp.orTimeout(5, SECONDS).join()).isEqualTo("discarded");
        assertThat(exchange.calls().brokenOff()).isTrue();
    }

    private List<Name> all(Arriving arriving) {
        return list(lines(200, new Body.Streamed(arriving, -1), LONG, LONG));
    }

    private static List<Name> list(Multi<Name> lines) {
        return lines.collect().asList().await().atMost(LONG);
    }

    private Multi<Name> lines(int status, Body body, Duration whole, Duration pause) {
        var reply = new Reply(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                body,
                MultiMap::caseInsensitiveMultiMap,
                () -> givenUp.complete("discarded"));
        return lines(Future.succeededFuture(reply), whole, pause);
    }

    private Multi<Name> lines(Future<Reply> answer, Duration whole, Duration pause) {
        var client = new JsonClient(
                VERTX,
                new ObjectMapper(),
                call -> {
                    calls.add(call);
                    return answer;
                },
                (onBehalfOf, headers) -> headers.set("X-User-Id", "alice"));
        var part = new PartContext(exchange, Deadline.in(whole), new CallLedger(1));
        return client.lines(part, "/export", Name.class, pause);
    }

    /** Asks for some lines, and for no more. */
    private static final class Reader implements Subscriber<Name> {
        private final int most;
        private final List<Name> names = new ArrayList<>();
        private final CompletableFuture<List<Name>> read = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        private Reader(int most) {
            this.most = most;
        }

        @Override
        public void onSubscribe(Subscription granted) {
            subscription = granted;
            granted.request(most);
        }

        @Override
        public void onNext(Name name) {
            names.add(name);
            if (names.size() == most) {
                read.complete(names);
            }
        }

        @Override
        public void onError(Throwable why) {
            read.completeExceptionally(why);
        }

        @Override
        public void onComplete() {
            read.complete(names);
        }

        private void goes() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    /** Gives one part each time that it is asked; lines without end where it was given none. */
    private static final class Arriving implements ReadStream<Buffer> {
        private static final String BREAKS = "breaks";
        private static final String STOPS = "stops";

        private final List<String> parts;
        private volatile int given;
        private Handler<Buffer> reader = ignored -> {};
        private Handler<Throwable> broken = ignored -> {};
        private Handler<Void> end = ignored -> {};

        private Arriving(String... parts) {
            this.parts = List.of(parts);
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            var next = given;
            given = next + 1;
            if (parts.isEmpty()) {
                reader.handle(Buffer.buffer("{\"name\":\"" + next + "\"}\n"));
            } else if (next == parts.size()) {
                end.handle(null);
            } else if (parts.get(next).equals(BREAKS)) {
                broken.handle(new IllegalStateException("gone"));
            } else if (!parts.get(next).equals(STOPS)) {
                reader.handle(Buffer.buffer(parts.get(next)));
            }
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            reader = handler == null ? ignored -> {} : handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            broken = handler == null ? ignored -> {} : handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            end = handler == null ? ignored -> {} : handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            return this;
        }
    }
}
