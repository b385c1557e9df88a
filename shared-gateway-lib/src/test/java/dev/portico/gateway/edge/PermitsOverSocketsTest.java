package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gate has a request hold is given back once, however the request ends. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class PermitsOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @Inject
    TestGates gates;

    @BeforeEach
    void forget() {
        upstream.drain();
        gates.givenBack.clear();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "200, GET /open/held",
        "200, HEAD /open/held",
        "200, GET /screen/open",
        "200, GET /screen/waiting?millis=5000",
        "403, GET /screen/admin",
        "404, GET /screen/nothing",
        "500, GET /screen/broken",
        "502, GET /down/held",
        "504, GET /slow/held"
    })
    void when_it_is_answered(int status, String line) throws InterruptedException {
        upstream.on("/slow/held", peer -> peer.awaitEnd());
        upstream.answer(
                "/part",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n"
                        + "{\"product\":\"tea\",\"quantity\":2}");
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(line + " HTTP/1.1", "Host: a", "X-Holds: answered", Tokens.bearer("ann")));
            var answer = line.startsWith("HEAD") ? wire.answerToHead() : wire.answer();
            assertThat(answer.status()).isEqualTo(status);
        }
        givenBackOnce("answered");
    }

    @Test
    void when_it_is_refused_behind_the_gate() throws InterruptedException {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("POST /tiny/x HTTP/1.1", "Host: a", "X-Holds: refused", "Content-Length: 2000"));
            assertThat(wire.answer().status()).isEqualTo(413);
            givenBackOnce("refused");
        }
    }

    @Test
    void when_its_client_has_hung_up() throws InterruptedException {
        upstream.on("/open/abandoned", peer -> peer.awaitEnd());
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/abandoned HTTP/1.1", "Host: a", "X-Holds: abandoned"));
            upstream.next();
            assertThat(gates.givenBack).isEmpty();
            wire.vanish();
        }
        givenBackOnce("abandoned");
    }

    @Test
    void when_its_answer_breaks_off() throws InterruptedException {
        upstream.on("/open/broken", peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf");
            throw new IOException("the upstream ends here");
        });
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/broken HTTP/1.1", "Host: a", "X-Holds: broken"));
            wire.rest();
        }
        givenBackOnce("broken");
    }

    /** A second time would come before the request after it has ended. */
    private void givenBackOnce(String name) throws InterruptedException {
        assertThat(gates.givenBack.poll(10, TimeUnit.SECONDS)).isEqualTo(name);
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/after HTTP/1.1", "Host: a", "X-Holds: after"))
                    .answer();
        }
        assertThat(gates.givenBack.poll(10, TimeUnit.SECONDS)).isEqualTo("after");
    }
}
