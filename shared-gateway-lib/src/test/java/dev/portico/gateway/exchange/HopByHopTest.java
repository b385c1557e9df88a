package dev.portico.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "connection",
                "KEEP-ALIVE",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "TE",
                "te",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings"
            })
    void the_well_known_fields_belong_to_one_connection(String name) {
        assertThat(HopByHop.of(List.of()).includes(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Content-Length", "Trailer", "Authorization", "Keep-Alive-X", ""})
    void other_fields_are_passed_on(String name) {
        assertThat(HopByHop.of(List.of("close")).includes(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Trace", "x-trace", "X-Hop", "close", "Cookie"})
    void fields_that_the_message_nominates_belong_to_the_connection_too(String name) {
        var fields = HopByHop.of(List.of("close, X-TRACE ,", "x-hop", ",,\tcookie"));
        assertThat(fields.includes(name)).isTrue();
    }

    @Test
    void a_nomination_is_a_whole_name() {
        var fields = HopByHop.of(List.of("X-Trace Y, X-Tra"));
        assertThat(fields.includes("X-Trace")).isFalse();
        assertThat(fields.includes("Y")).isFalse();
    }
}
