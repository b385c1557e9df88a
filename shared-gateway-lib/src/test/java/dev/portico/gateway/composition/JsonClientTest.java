package dev.portico.gateway.composition;

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
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
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
import org.junit.jupiter.params.provider.ValueSource;

class JsonClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));

    private final Exchange exchange = Exchange.of(SentRequest.get("/"));
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
                        .get(exchange, "/users/7", Name.class, SOON)
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
                .get(exchange, "/users/7?fields=name", shape, SOON)
                .await()
                .indefinitely();
    }

    private Optional<Name> find(int status, String json) {
        return client(status, new Body.Whole(Buffer.buffer(json)))
                .find(exchange, "/users/7", Name.class, SOON)
                .await()
                .indefinitely();
    }

    private JsonClient client(int status, Body body) {
        return new JsonClient(
                VERTX,
                new ObjectMapper(),
                call -> {
                    calls.add(call);
                    return Future.succeededFuture(answer(status, body));
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
