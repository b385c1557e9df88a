package dev.portico.gateway.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsOfCallsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people/..",
                "/people/.",
                "/people/../orders",
                "/people/%2e%2E",
                "/people/.%2e/orders",
                "/people/%2E/orders",
                "/people/",
                "/people//orders",
                "//people"
            })
    void no_value_leads_to_another_resource(String path) {
        assertThatIllegalStateException().isThrownBy(() -> OverUpstream.target(URI.create("http://people" + path)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/, /",
        "/people/k.i-m, /people/k.i-m",
        "/people/..., /people/...",
        "/people/a%2Fb, /people/a%2Fb",
        "/people?of=.., /people?of=..",
        "/people?of=a//b, /people?of=a//b"
    })
    void other_paths_and_queries_are_sent_as_they_are(String asked, String sent) {
        assertThat(OverUpstream.target(URI.create("http://people" + asked))).isEqualTo(sent);
    }
}
