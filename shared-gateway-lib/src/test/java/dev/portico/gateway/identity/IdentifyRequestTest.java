package dev.portico.gateway.identity;

import static dev.portico.gateway.exchange.Passages.onward;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem.Field;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyRequestTest {

    private final RandomGenerator random = new Random(7);
    private final IdentifyRequest gate = new IdentifyRequest(() -> random);

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3c", "0af7651916cd43dd8448eb211c80319c", "A-b_c.d:e", "01J9ZQ4W6X:retry-2"})
    void a_sane_id_of_the_client_is_kept(String id) {
        assertThat(idOf(SentRequest.get("/").with("x-request-id", id))).isEqualTo(id);
    }

    @Test
    void an_id_of_128_characters_is_kept_and_one_more_is_too_long() {
        assertThat(idOf(SentRequest.get("/").with("X-Request-Id", "a".repeat(128))))
                .isEqualTo("a".repeat(128));
        assertThat(idOf(SentRequest.get("/").with("X-Request-Id", "a".repeat(129))))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\r\nX-Evil: 1",
                "a,b",
                "a\"b",
                "{json}",
                "caf\u00e9",
                "a;b",
                "a/b",
                "\u001b[31m"
            })
    void an_insane_id_is_replaced_by_128_random_bits(String id) {
        assertThat(idOf(SentRequest.get("/").with("X-Request-Id", id))).matches("[0-9a-f]{32}");
    }

    @Test
    void a_request_without_an_id_gets_one_that_no_other_has() {
        assertThat(idOf(SentRequest.get("/"))).matches("[0-9a-f]{32}").isNotEqualTo(idOf(SentRequest.get("/")));
    }

    @Test
    void the_answer_carries_the_id_back() {
        var exchange = onward(gate.enter(Exchange.of(SentRequest.get("/").with("X-Request-Id", "abc"))));
        assertThat(exchange.answerFields()).containsExactly(new Field("X-Request-Id", "abc"));
    }

    private String idOf(SentRequest request) {
        return onward(gate.enter(Exchange.of(request))).id();
    }
}
