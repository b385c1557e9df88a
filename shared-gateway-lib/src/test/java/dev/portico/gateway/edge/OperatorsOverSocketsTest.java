package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees: one line a request, meters by row, health; on a port that no client reaches. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class OperatorsOverSocketsTest {

    private static final Logger ACCESS = Logger.getLogger("portico.access");

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        upstream.drain();
        ACCESS.addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        ACCESS.removeHandler(recorder);
    }

    @Test
    void each_request_is_one_line() throws Exception {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /api/a?secret=1 HTTP/1.1", "Host: a", Tokens.bearer("ann")))
                    .answer();
            wire.send(Wire.head("GET /screen/me HTTP/1.1", "Host: a", Tokens.bearer("ann")))
                    .answer();
            wire.send(Wire.head("GET /nothing HTTP/1.1", "Host: a")).answer();
            wire.send(Wire.head("GET /screen/broken HTTP/1.1", "Host: a")).answer();
        }
        assertThat(line())
                .startsWith("200 GET /api/a (api) ")
                .contains("user:main:ann", "[echo 200")
                .doesNotContain("secret");
        assertThat(line()).startsWith("200 GET /screen/me (screens) ");
        assertThat(line()).startsWith("404 GET /nothing (unmatched) ");
        assertThat(line()).startsWith("500 GET /screen/broken (broken) ");
        assertThat(lines).isEmpty();
    }

    @Test
    void a_client_that_goes_is_one_line_with_499() throws Exception {
        upstream.on("/open/never", peer -> peer.awaitEnd());
        upstream.on("/open/half", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun");
            peer.awaitEnd();
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/never HTTP/1.1", "Host: a"));
            upstream.next();
            wire.vanish();
        }
        assertThat(line()).startsWith("499 GET /open/never (open) ").contains("[echo cancelled");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/half HTTP/1.1", "Host: a"));
            wire.nextHead();
            wire.vanish();
        }
        assertThat(line()).startsWith("499 GET /open/half (open) ");
        for (var framing : new String[] {"Content-Length: 100000", "Transfer-Encoding: chunked"}) {
            try (var wire = Wire.to(gateway)) {
                wire.send(Wire.head("POST /open/never HTTP/1.1", "Host: a", framing) + "5\r\nhello\r\n");
                upstream.next();
                wire.vanish();
            }
            assertThat(line()).as(framing).startsWith("499 POST /open/never (open) ");
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void an_answer_that_broke_off_upstream_is_one_line_with_502() throws Exception {
        upstream.on("/open/broken-off", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun");
            peer.close();
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/broken-off HTTP/1.1", "Host: a"));
            wire.rest();
        }
        assertThat(line()).startsWith("502 GET /open/broken-off (open) ");
        assertThat(lines).isEmpty();
    }

    @Test
    void meters_are_labelled_by_row_and_count_down_again() throws Exception {
        upstream.on("/open/aborted", peer -> peer.awaitEnd());
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/metered/" + "x".repeat(50) + " HTTP/1.1", "Host: a"))
                    .answer();
            wire.send(Wire.head("GET /nothing/metered HTTP/1.1", "Host: a")).answer();
            line();
            line();
            wire.send(Wire.head("GET /open/aborted HTTP/1.1", "Host: a"));
            upstream.next();
            upstream.next();
            assertThat(metric("http_server_active_requests")).isEqualTo(1);
            assertThat(metric("http_server_open_connections")).isGreaterThanOrEqualTo(1);
            wire.vanish();
        }
        line();
        var meters = read("/metrics");
        assertThat(metric("http_server_active_requests")).isZero();
        assertThat(meters).contains("http_server_requests_seconds_count{route=\"open\",status=\"200\"}");
        assertThat(meters).contains("http_server_requests_seconds_count{route=\"unmatched\",status=\"404\"}");
        assertThat(meters).contains("http_client_requests_seconds_count{outcome=\"200\",upstream=\"echo\"}");
        assertThat(meters).doesNotContain("metered").doesNotContain("uri=\"");
    }

    @Test
    void what_upstreams_send_is_weighed_against_what_clients_get() throws Exception {
        var small = "{\"id\":\"a\",\"cost\":1}";
        var large = "{\"id\":\"a\",\"cost\":\"" + "x".repeat(100_000) + "\"}";
        upstream.answer("/weighed/part", json(small));
        upstream.answer("/weighed/whole", json(large));
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /weighed/part HTTP/1.1", "Host: a")).answer();
            wire.send(Wire.head("GET /weighed/whole HTTP/1.1", "Host: a")).answer();
            wire.send(Wire.head("GET /fields/weighed HTTP/1.1", "Host: a")).answer();
        }
        line();
        line();
        line();
        var trimmed = "{\"id\":\"a\"}".length();
        assertThat(metric("http_client_response_body_bytes_total{route=\"weighed\"}"))
                .isEqualTo(small.length() + large.length());
        assertThat(metric("http_server_response_body_bytes_total{route=\"weighed\"}"))
                .isEqualTo(2 * trimmed);
        assertThat(metric("http_client_response_body_bytes_total{route=\"weighing\"}"))
                .isEqualTo(small.length());
        assertThat(metric("http_server_response_body_bytes_total{route=\"weighing\"}"))
                .isEqualTo(trimmed);
    }

    private static String json(String content) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    @Test
    void health_is_told_to_operators_only() {
        assertThat(read("/health")).contains("\"UP\"");
        assertThat(read("/health/live")).contains("\"UP\"").contains("uptime");
        assertThat(read("/health/ready")).contains("\"UP\"").contains("issuers");
        try (var wire = Wire.to(management)) {
            assertThat(wire.send(Wire.head("GET /open/x HTTP/1.1", "Host: a"))
                            .answer()
                            .status())
                    .isEqualTo(404);
            assertThat(wire.send(Wire.head("GET /screen/open HTTP/1.1", "Host: a"))
                            .answer()
                            .status())
                    .isEqualTo(404);
        }
    }

    private String line() throws InterruptedException {
        var line = lines.poll(10, TimeUnit.SECONDS);
        assertThat(line).as("a line of the access log").isNotNull();
        return String.valueOf(line);
    }

    private double metric(String name) {
        return read("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private String read(String path) {
        try (var wire = Wire.to(management)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a"))
                    .answer()
                    .body();
        }
    }
}
