package dev.portico.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Device;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamCalls;
import dev.portico.gateway.identity.FakeToken;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogTest {

    private static final AccessLog.Ending ENDING = new AccessLog.Ending(200, 12_345_678, 10, 2048);

    private final Logger logger = Logger.getLogger("portico.access");
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(lines);
        logger.setUseParentHandlers(true);
    }

    @Test
    void a_line_of_json_holds_what_an_operator_asks_for() throws IOException {
        var exchange = exchange("/orders/7").as(new Caller.User("main", "alice", Set.of(), Set.of(), FakeToken.TOKEN));
        exchange.calls().add(new UpstreamCalls.Ended("orders", "200", 9_999_999));
        exchange.calls().add(new UpstreamCalls.Ended("users", "late", 1_000_000));

        var line = json(exchange);

        assertThat(Instant.parse(line.get("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(line.get("method").asText()).isEqualTo("GET");
        assertThat(line.get("route").asText()).isEqualTo("orders");
        assertThat(line.get("path").asText()).isEqualTo("/orders/7");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("duration_ms").asDouble()).isEqualTo(12.346);
        assertThat(line.get("bytes_in").asLong()).isEqualTo(10);
        assertThat(line.get("bytes_out").asLong()).isEqualTo(2048);
        assertThat(line.get("client").asText()).isEqualTo("203.0.113.9");
        assertThat(line.get("caller").asText()).isEqualTo("user:main:alice");
        assertThat(line.get("request_id").asText()).isEqualTo("r1");
        assertThat(line.get("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.get("upstreams").toString())
                .isEqualTo("[{\"name\":\"orders\",\"outcome\":\"200\",\"duration_ms\":10.0},"
                        + "{\"name\":\"users\",\"outcome\":\"late\",\"duration_ms\":1.0}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\r\n{\"status\":200}",
                "/a\nb",
                "/a\"},{\"",
                "/a\\",
                "/a\u0000\u001b[31m",
                "/a\u2028b",
                "/caf\u00e9"
            })
    void text_of_a_client_stays_inside_its_value_and_its_line(String path) throws IOException {
        assertThat(json(exchange(path)).get("path").asText()).isEqualTo(path);
        assertThat(lines.texts.getFirst()).doesNotContain("\n", "\r", "\u0000", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\r\n200 GET /", "/a\nb", "/a\u001b[31m", "/a\u007f"})
    void text_of_a_client_stays_inside_its_line_for_developers_too(String path) {
        new AccessLog(AccessLog.Format.TEXT).log(exchange(path), ENDING);
        assertThat(lines.texts).singleElement().asString().doesNotContain("\n", "\r", "\u001b", "\u007f");
    }

    @ParameterizedTest
    @CsvSource({"'', -", "HIT, hit", "HIT HIT, hit", "HIT MISS HIT, mixed", "VALIDATED, validated"})
    void a_line_says_in_one_word_what_the_cache_did(String uses, String word) throws IOException {
        var exchange = exchange("/orders/7");
        Stream.of(uses.split(" ", -1)).filter(use -> !use.isEmpty()).forEach(use -> exchange.calls()
                .cached(CacheUse.valueOf(use)));
        assertThat(json(exchange).path("cache").asText("-")).isEqualTo(word);
        new AccessLog(AccessLog.Format.TEXT).log(exchange, ENDING);
        assertThat(lines.texts.getLast().contains(" cache ")).isEqualTo(!uses.isEmpty());
    }

    @Test
    void a_line_for_developers_reads_as_words() {
        var exchange =
                exchange("/orders/7").as(new Caller.Partner("main", "acme", Set.of(), Set.of(), FakeToken.TOKEN));
        exchange.calls().add(new UpstreamCalls.Ended("orders", "200", 9_000_000));
        new AccessLog(AccessLog.Format.TEXT).log(exchange, ENDING);
        assertThat(lines.texts)
                .containsExactly(
                        "200 GET /orders/7 (orders) 12.346 ms, 2048 bytes, partner:main:acme from 203.0.113.9, r1"
                                + " [orders 200 9.0 ms]");
    }

    @Test
    void what_an_app_says_of_its_device_stands_in_the_line_as_far_as_it_says_it() throws IOException {
        var line = json(exchange("/orders/7").on(new Device("a\"b", "ios", null)));
        assertThat(line.get("device.id").asText()).isEqualTo("a\"b");
        assertThat(line.get("app.platform").asText()).isEqualTo("ios");
        assertThat(line.has("app.version")).isFalse();
        new AccessLog(AccessLog.Format.TEXT).log(exchange("/orders/7").on(new Device("d\n1", "ios", "3.4")), ENDING);
        assertThat(lines.texts.getLast()).contains(" on ios 3.4 d?1").doesNotContain("\n");
    }

    @Test
    void a_line_names_the_api_key_that_proved_the_caller_by_its_public_part() throws IOException {
        var acme = new Caller.Partner("main", "acme", Set.of(), Set.of(), null, "gold", "pk_0123456789ab");
        var line = json(exchange("/orders/7").as(acme));
        assertThat(line.get("caller").asText()).isEqualTo("partner:main:acme");
        assertThat(line.get("api_key").asText()).isEqualTo("pk_0123456789ab");
        assertThat(json(exchange("/orders/7")).has("api_key")).isFalse();
    }

    @Test
    void neither_query_nor_header_fields_are_logged() throws IOException {
        var request = SentRequest.get("/login")
                .asking("code=s3cr3t")
                .with("Authorization", "Bearer s3cr3t")
                .with("Cookie", "session=s3cr3t");
        json(Exchange.of(request));
        new AccessLog(AccessLog.Format.TEXT).log(Exchange.of(request), ENDING);
        assertThat(lines.texts).hasSize(2).noneMatch(line -> line.contains("s3cr3t"));
    }

    @Test
    void an_endless_path_is_cut() throws IOException {
        assertThat(json(exchange("/" + "a".repeat(5000))).get("path").asText()).hasSize(1025);
    }

    private JsonNode json(Exchange exchange) throws IOException {
        new AccessLog(AccessLog.Format.JSON).log(exchange, ENDING);
        return new ObjectMapper().readTree(lines.texts.getLast());
    }

    private static Exchange exchange(String path) {
        return Exchange.of(SentRequest.get(path), trace())
                .identifiedAs("r1")
                .from("203.0.113.9")
                .matched(new Route(1, "orders", "/orders/**"), path);
    }

    private static Context trace() {
        var span = SpanContext.create(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getDefault(),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(span));
    }

    /** Keeps what is logged. */
    private static final class Lines extends Handler {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            texts.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
