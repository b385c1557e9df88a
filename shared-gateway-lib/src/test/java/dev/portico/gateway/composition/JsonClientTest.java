package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final List<Call> calls = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();

    /** What the screen of a test reads. */
    record Name(String name) {}

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
        read(200, "{}");
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
    void an_answer_that_is_not_read_is_discarded(int status) {
        broken(status, "{\"name\":\"Alice\"}");
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

    private void broken(int status, String json) {
        assertThatExceptionOfType(UpstreamFailure.class)
                .isThrownBy(() -> read(status, json))
                .extracting(UpstreamFailure::kind)
                .isEqualTo(UpstreamFailure.Kind.BROKEN);
    }

    private Name read(int status, String json) {
        var client = new JsonClient(
                VERTX,
                MAPPER,
                call -> {
                    calls.add(call);
                    return Uni.createFrom().item(answer(status, json));
                },
                (exchange, headers) -> headers.set("X-User-Id", "alice"));
        return client.get(
                        Exchange.of(SentRequest.get("/")),
                        "/users/7?fields=name",
                        Name.class,
                        Deadline.in(Duration.ofSeconds(10)))
                .await()
                .indefinitely();
    }

    private Reply answer(int status, String json) {
        return new Reply(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                new Body.Whole(Buffer.buffer(json)),
                MultiMap::caseInsensitiveMultiMap,
                () -> discarded.add("answer"));
    }
}
