package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is for: a path of exactly one host, or it is refused and no upstream sees it. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class TargetsOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    @Test
    void sloppy_space_in_a_request_line_is_not_passed_on() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET   /open/x  HTTP/1.1", "Host: a")).answer();
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET /open/x HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-No-Host: a",
                "Host: a\nHost: a",
                "Host: a\nHost: b",
                "Host: a, b",
                "Host: a b",
                "Host: user@a",
                "Host: a/b",
                "Host: a?b",
                "Host: a#b",
                "Host: http://a",
                "Host: a\\b",
                "Host: a\u0000",
            })
    void a_host_that_is_not_exactly_one_is_refused(String fields) {
        new Refusals(gateway, upstream).refused(Wire.head("GET /open/host HTTP/1.1", fields.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://other/open/x HTTP/1.1",
                "GET http://user:secret@a/open/x HTTP/1.1",
                "GET http://a:81/open/x HTTP/1.1",
                "GET http:///open/x HTTP/1.1",
                "GET ftp://a/open/x HTTP/1.1",
                "GET javascript://a/open/x HTTP/1.1",
                "GET ://a/open/x HTTP/1.1",
                "GET http://a HTTP/1.1",
                "GET a:80 HTTP/1.1",
                "GET a/open/x HTTP/1.1",
                "GET open/x HTTP/1.1",
                "GET * HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "CONNECT a:80 HTTP/1.1",
                "CONNECT /open/x HTTP/1.1",
                "GET ?x HTTP/1.1",
                "GET //open/x HTTP/1.1",
                "GET \\open\\x HTTP/1.1",
                "GET /open/x#fragment HTTP/1.1",
                "GET /open/x?y#fragment HTTP/1.1",
                "GET /open/x?a b HTTP/1.1",
                "GET /open/x\ty HTTP/1.1",
                "GET /open/x HTTP/1.1 HTTP/1.1",
                "GET /open/x HTTP/2.0",
                "GET /open/x HTTP/3.0",
                "GET /open/x HTTP/1.2",
                "GET /open/x http/1.1",
                "GET /open/x",
                "G@T /open/x HTTP/1.1",
                "GET /open/x\rX: y HTTP/1.1",
                "GET /open/%0d%0aX: HTTP/1.1",
                "GET /open/\u00e9 HTTP/1.1",
                "GET /open/x?\u00e9 HTTP/1.1",
                "GET /open/x?\u0000 HTTP/1.1",
            })
    void a_target_that_is_not_plainly_a_path_of_this_host_is_refused(String line) {
        new Refusals(gateway, upstream).refused(Wire.head(line, "Host: a"));
    }

    @Test
    void a_target_in_absolute_form_is_a_path_of_its_host() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET http://a/open/absolute?b=c HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.body()).isEqualTo("GET /open/absolute?b=c");
        }
        assertThat(upstream.next().startLine()).isEqualTo("GET /open/absolute?b=c HTTP/1.1");
    }
}
