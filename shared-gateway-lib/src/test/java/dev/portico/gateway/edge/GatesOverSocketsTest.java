package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that wait, and gates that fail. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class GatesOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @Inject
    TestGates gates;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100_000, 900_000})
    void a_body_that_came_while_a_gate_waited_arrives_whole(int length) {
        var place = "whole-" + length;
        var body = "0123456789".repeat(length / 10 + 1).substring(0, length);
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/held HTTP/1.1", "Host: a", "X-Gate: " + place, "Content-Length: " + length)
                    + body.substring(0, Math.min(length, 60_000)));
            gates.entered(place);
            assertThat(upstream.drain()).isEmpty();
            gates.release(place);
            wire.send(body.substring(Math.min(length, 60_000)));
            assertThat(wire.answer().body()).isEqualTo("POST /open/held " + body);
        }
        assertThat(upstream.next().body()).isEqualTo(body);
    }

    @Test
    void a_screen_gets_the_body_that_came_while_a_gate_waited() {
        var order = "{\"product\":\"tea\",\"quantity\":2}";
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(
                            "POST /screen/order HTTP/1.1",
                            "Host: a",
                            "X-Gate: screen",
                            "Content-Type: application/json",
                            "Content-Length: " + order.length())
                    + order);
            gates.release("screen");
            assertThat(wire.answer().json().getInteger("quantity")).isEqualTo(2);
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
    }

    @Test
    void requests_behind_a_waiting_one_keep_their_turn() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/1 HTTP/1.1", "Host: a", "X-Gate: turn")
                    + Wire.head("GET /open/2 HTTP/1.1", "Host: a"));
            gates.release("turn");
            assertThat(wire.answer().body()).isEqualTo("GET /open/1");
            assertThat(wire.answer().body()).isEqualTo("GET /open/2");
        }
    }

    @Test
    void a_client_that_goes_while_a_gate_waits_is_not_served() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/gone HTTP/1.1", "Host: a", "X-Gate: gone"));
            gates.entered("gone");
            wire.vanish();
        }
        assertThat(gates.cancelled("gone")).isTrue();
        gates.release("gone");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/marker HTTP/1.1", "Host: a")).answer();
        }
        assertThat(upstream.drain()).allMatch(seen -> seen.startLine().contains("/open/marker"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "fails"})
    void a_gate_with_a_defect_lets_nothing_pass(String how) {
        for (var path : new String[] {"/open/x", "/screen/open"}) {
            try (var wire = Wire.to(gateway)) {
                var answer = wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", "X-Gate: " + how))
                        .answer();
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.body()).doesNotContain("secret-host");
                wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
                assertThat(wire.answer().body()).isEqualTo("GET /open/next");
            }
        }
        assertThat(upstream.drain()).allMatch(seen -> seen.startLine().contains("/open/next"));
    }

    @Test
    void a_gate_may_refuse_after_it_has_waited() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /open/x HTTP/1.1", "Host: a", "X-Gate: refuses-later", "Content-Length: 5")
                    + "hello");
            assertThat(wire.answer().status()).isEqualTo(403);
            wire.send(Wire.head("GET /open/next HTTP/1.1", "Host: a"));
            assertThat(wire.answer().body()).isEqualTo("GET /open/next");
        }
        assertThat(upstream.next().startLine()).contains("/open/next");
    }
}
