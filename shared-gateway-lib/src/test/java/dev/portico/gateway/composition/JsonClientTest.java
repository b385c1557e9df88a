package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Exchange exchange = Exchange.of(SentRequest.get("/"));
    private final PartContext part = new PartContext(exchange, Deadline.in(LONG), new CallLedger(10));
    private final List<Call> calls = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();

    /** What the screen of a test reads. */
    record Name(String name) {}

    record Thing(String id, int count, List<String> tags, @Nullable String note) {
        Thing {
            if (count < 0) {
                throw new IllegalArgumentException("a count is at least 0");
            }
        }
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void a_record_is_read_and_nothing_else_is_kept() {
        assertThat(read(200, "{\"name\":\"Alice\",\"iban\":\"DE02\"}")).isEqualTo(new Name("Alice"));
    }

    @Test
    void the_call_asks_for_json_on_behalf_of_the_request() {
        read(200, "{\"name\":\"Alice\"}");
        var call = calls.getFirst();
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.target()).isEqualTo("/users/7?fields=name");
        assertThat(call.headers().get("Accept")).isEqualTo("application/json");
        assertThat(call.headers().get("X-User-Id")).isEqualTo("alice");
        assertThat(call.body()).isEqualTo(Body.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void an_answer_without_content_is_a_broken_answer(int status) {
        broken(status, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 401, 404, 500})
    void an_answer_that_is_not_wanted_is_read_to_its_end_so_that_its_connection_can_be_kept(int status) {
        broken(status, "{\"name\":\"Alice\"}");
        assertThat(discarded).isEmpty();
    }

    @Test
    void an_answer_that_is_not_wanted_and_long_is_discarded() {
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> client(500, new Body.Streamed(new OnePart(Buffer.buffer(new byte[70_000])), -1))
                        .get(part, "/users/7", Name.class)
                        .await()
                        .indefinitely());
        assertThat(discarded).containsExactly("answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "{", "{\"name\":{}}", "<html>", "{\"name\":\"Al", "\u0000"})
    void unsound_json_is_a_broken_answer(String json) {
        broken(200, json);
    }

    @Test
    void json_nested_without_end_is_a_broken_answer() {
        broken(200, "{\"a\":".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null,\"count\":1,\"tags\":[]}",
                "{\"id\":\"a\",\"tags\":[]}",
                "{\"id\":\"a\",\"count\":null,\"tags\":[]}",
                "{\"id\":\"a\",\"count\":1}",
                "{\"id\":\"a\",\"count\":1,\"tags\":[null]}",
                "{\"id\":\"a\",\"count\":1,\"tags\":{}}",
                "{\"id\":\"a\",\"count\":1.5,\"tags\":[]}",
                "{\"id\":\"a\",\"count\":99999999999999999999,\"tags\":[]}",
                "{\"id\":\"a\",\"count\":-1,\"tags\":[]}",
                "{\"id\":\"a\",\"count\":1,\"tags\":[]} and more"
            })
    void a_record_is_not_made_of_anything_but_what_it_declares(String json) {
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> get(200, json, Thing.class))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(UpstreamFailure.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"id\":\"a\",\"count\":1,\"tags\":[]}", "{\"id\":\"a\",\"count\":1,\"tags\":[],\"note\":null}"
            })
    void what_may_be_null_may_be_absent(String json) {
        assertThat(get(200, json, Thing.class)).isEqualTo(new Thing("a", 1, List.of(), null));
    }

    @Test
    void what_is_looked_for_is_found() {
        assertThat(find(200, "{\"name\":\"Alice\"}")).contains(new Name("Alice"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void what_is_not_there_is_not_found_and_its_connection_is_kept(int status) {
        assertThat(find(status, "{\"detail\":\"no such user\"}")).isEmpty();
        assertThat(discarded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 400, 401, 403, 500, 503})
    void any_other_answer_says_nothing_about_whether_it_is_there(int status) {
        assertThatExceptionOfType(UpstreamFailure.class).isThrownBy(() -> find(status, "{\"name\":\"Alice\"}"));
    }

    @Test
    void equal_reads_of_one_request_are_made_once() {
        var client = client(200, new Body.Whole(Buffer.buffer("{\"name\":\"Alice\"}")));
        var one = client.get(part, "/users/7", Name.class);
        var same = client.get(part, "/users/7", Name.class);
        assertThat(one.await().indefinitely()).isSameAs(same.await().indefinitely());
        client.get(part, "/users/8", Name.class).await().indefinitely();
        assertThat(calls).extracting(Call::target).containsExactly("/users/7", "/users/8");
    }

    @Test
    void a_shared_read_goes_on_until_nobody_waits_for_it() {
        var client = client(Promise.<Reply>promise().future());
        var one = client.get(part, "/users/7", Name.class).subscribe().with(read -> {});
        var same = client.get(part, "/users/7", Name.class).subscribe().with(read -> {});
        var ended = new ArrayList<String>();
        calls.getFirst().cancellation().onCancel(() -> ended.add("cancelled"));

        one.cancel();
        assertThat(ended).isEmpty();
        same.cancel();
        assertThat(ended).containsExactly("cancelled");
    }

    @Test
    void who_shares_a_read_keeps_to_its_own_deadline() {
        var client = client(Promise.<Reply>promise().future());
        client.get(part, "/users/7", Name.class).subscribe().with(read -> {}, failure -> {});
        var brief = part.within(Duration.ofMillis(20));
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(
                        () -> client.get(brief, "/users/7", Name.class).await().atMost(LONG))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(UpstreamFailure.Kind.LATE);
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_screen_that_makes_more_calls_than_it_declares_is_defective() {
        var client = client(200, new Body.Whole(Buffer.buffer("{\"name\":\"Alice\"}")));
        var two = new PartContext(exchange, Deadline.in(LONG), new CallLedger(2));
        client.get(two, "/users/1", Name.class).await().indefinitely();
        client.get(two, "/users/2", Name.class).await().indefinitely();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> client.get(two, "/users/3", Name.class).await().indefinitely())
                .withMessageContaining("2 calls")
                .withMessageContaining("/users/3");
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_write_is_sent_as_json_with_its_key() {
        var written = write(201, "{\"name\":\"Alice\"}");
        assertThat(written).isEqualTo(new Outcome.Done<>(new Name("Alice")));
        var call = calls.getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.headers().get("Idempotency-Key")).isEqualTo("key-1");
        assertThat(call.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(call.headers().get("X-User-Id")).isEqualTo("alice");
        assertThat(call.body()).isEqualTo(new Body.Whole(Buffer.buffer("{\"name\":\"Bob\"}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void a_write_that_is_refused_was_not_done(int status) {
        assertThat(write(status, "{}")).isEqualTo(new Outcome.Refused<Name>(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 302, 408, 500, 502, 503})
    void of_a_write_without_a_sound_answer_nobody_knows(int status) {
        assertThat(write(status, "{\"name\":\"Alice\"}")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void a_write_that_the_upstream_is_still_at_was_not_refused() {
        var written = write(409, "{}");

        assertThat(written).isEqualTo(new Outcome.Conflict<Name>());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> written.orRefuse(status -> new Problem.BadGateway()))
                .extracting(Refusal::problem)
                .isEqualTo(new Problem.InProgress(1));
    }

    @Test
    void of_a_write_whose_answer_cannot_be_read_nobody_knows() {
        assertThat(write(200, "{\"name\":")).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamFailure.Kind.class,
            names = {"LATE", "BROKEN"})
    void of_a_write_that_was_sent_and_not_answered_nobody_knows(UpstreamFailure.Kind kind) {
        var failure = new UpstreamFailure(kind, "gone", null);
        assertThat(write(client(Future.failedFuture(failure)))).isEqualTo(new Outcome.Unknown<Name>(failure));
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamFailure.Kind.class,
            names = {"UNREACHABLE", "BUSY"})
    void a_write_that_was_never_sent_fails_as_a_read_does(UpstreamFailure.Kind kind) {
        var failure = new UpstreamFailure(kind, "none", null);
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> write(client(Future.failedFuture(failure))))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(kind);
    }

    @Test
    void a_write_that_has_begun_goes_on_when_nobody_waits() {
        var client = client(Promise.<Reply>promise().future());
        var waiting = client.write(part, Write.post("/orders", new Name("Bob"), "key-1"), Name.class)
                .subscribe()
                .with(written -> {});
        var ended = new ArrayList<String>();
        calls.getFirst().cancellation().onCancel(() -> ended.add("cancelled"));
        waiting.cancel();
        assertThat(ended).isEmpty();
    }

    @Test
    void what_answers_say_of_being_kept_is_noted() {
        read(200, "{\"name\":\"Alice\"}");
        assertThat(exchange.calls().cacheability()).contains(new Cacheability(Cacheability.Keeper.RECEIVER, 0));
    }

    private Outcome<Name> write(int status, String json) {
        return write(client(status, new Body.Whole(Buffer.buffer(json))));
    }

    private Outcome<Name> write(JsonClient client) {
        return client.write(part, Write.post("/orders", new Name("Bob"), "key-1"), Name.class)
                .await()
                .indefinitely();
    }

    private void broken(int status, String json) {
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> read(status, json))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(UpstreamFailure.Kind.BROKEN);
    }

    private Name read(int status, String json) {
        return get(status, json, Name.class);
    }

    private <T> T get(int status, String json, Class<T> shape) {
        return client(status, new Body.Whole(Buffer.buffer(json)))
                .get(part, "/users/7?fields=name", shape)
                .await()
                .indefinitely();
    }

    private Optional<Name> find(int status, String json) {
        return client(status, new Body.Whole(Buffer.buffer(json)))
                .find(part, "/users/7", Name.class)
                .await()
                .indefinitely();
    }

    private JsonClient client(int status, Body body) {
        return client(Future.succeededFuture(answer(status, body)));
    }

    private JsonClient client(Future<Reply> answer) {
        return new JsonClient(
                VERTX,
                new ObjectMapper(),
                call -> {
                    calls.add(call);
                    return answer;
                },
                (onBehalfOf, headers) -> headers.set("X-User-Id", "alice"));
    }

    private Reply answer(int status, Body body) {
        return new Reply(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                body,
                MultiMap::caseInsensitiveMultiMap,
                () -> discarded.add("answer"));
    }

    /** A stream that gives its one part when it is read. */
    private static final class OnePart implements ReadStream<Buffer> {
        private final Buffer part;
        private Handler<Buffer> reader = ignored -> {};

        private OnePart(Buffer part) {
            this.part = part;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            reader = handler == null ? ignored -> {} : handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            reader.handle(part);
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
