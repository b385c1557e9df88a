package dev.portico.mobile.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Device;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDeviceTest {

    private final ReadDevice gate = new ReadDevice();

    @ParameterizedTest
    @CsvSource({
        "7f9c24e8-3b12-4fef-91d0-64a8f9d1c0aa, ios, 3.4.1",
        "A, android, 3",
        "vendor:1.2_3, ,",
        ", ios,",
        ", , 3.4",
    })
    void what_an_app_says_is_known_from_then_on(
            @Nullable String id, @Nullable String platform, @Nullable String version) {
        assertThat(enter(id, platform, version)).isInstanceOfSatisfying(Passage.Onward.class, onward -> assertThat(
                        onward.exchange().device())
                .isEqualTo(new Device(id, platform, version)));
    }

    @Test
    void an_app_that_says_nothing_goes_on() {
        assertThat(enter(null, null, null)).isInstanceOfSatisfying(Passage.Onward.class, onward -> assertThat(
                        onward.exchange().device())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ios, 3.4.1",
        "'a b', ios, 3.4.1",
        "a/b, ios, 3.4.1",
        "-a, ios, 3.4.1",
        "ä, ios, 3.4.1",
        "a, '', 3.4.1",
        "a, iOS, 3.4.1",
        "a, desktop, 3.4.1",
        "a, ios, ''",
        "a, ios, new",
        "a, ios, '3.4 '",
        "a, android, 3.4.5.6",
    })
    void what_cannot_be_read_is_refused(String id, String platform, String version) {
        assertRefused(enter(id, platform, version));
    }

    @Test
    void an_id_has_64_characters_at_most() {
        assertThat(enter("x".repeat(64), null, null)).isInstanceOf(Passage.Onward.class);
        assertRefused(enter("x".repeat(65), null, null));
        assertRefused(enter("x\r\ny", null, null));
        assertRefused(enter("x\u0000", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Device-Id", "X-App-Platform", "X-App-Version"})
    void what_is_sent_twice_is_refused(String name) {
        assertRefused(gate.enter(Exchange.of(new FromApp(Map.of(name, List.of("3", "3"))))));
    }

    private Passage enter(@Nullable String id, @Nullable String platform, @Nullable String version) {
        var fields = new HashMap<String, List<String>>();
        put(fields, "X-Device-Id", id);
        put(fields, "X-App-Platform", platform);
        put(fields, "X-App-Version", version);
        return gate.enter(Exchange.of(new FromApp(fields)));
    }

    private static void put(Map<String, List<String>> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, List.of(value));
        }
    }

    private static void assertRefused(Passage passage) {
        assertThat(passage).isInstanceOfSatisfying(Passage.Refused.class, refused -> assertThat(refused.problem())
                .isInstanceOf(Problem.BadRequest.class));
    }
}
