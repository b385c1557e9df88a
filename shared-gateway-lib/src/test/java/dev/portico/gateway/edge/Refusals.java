package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import java.net.URI;

/** Sends what has to be refused, and sees to it that no upstream was asked. */
record Refusals(URI gateway, UpstreamDouble upstream) {

    /** One refusal at most, then the end of the connection; and the upstream sees only what comes after it. */
    void refused(String request) {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(request).nextHead()).as(request).matches("(?s)HTTP/[123]\\.[012] 4.*");
            assertThat(wire.endSending().rest()).doesNotContain("HTTP/1.");
        }
        sawNoCompleteRequest();
    }

    void sawNoCompleteRequest() {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/afterwards HTTP/1.1", "Host: a")).answer();
        }
        for (var seen : upstream.drain()) {
            if (!seen.startLine().contains("/afterwards")) {
                assertThat(seen.content()).as(seen.head()).isNotCompleted();
            }
        }
    }
}
