package dev.portico.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardenAnswersTest {

    @Test
    void browsers_may_not_guess_frame_or_tell() {
        assertThat(fields("http"))
                .containsExactly(
                        new Field("X-Content-Type-Options", "nosniff"),
                        new Field("X-Frame-Options", "DENY"),
                        new Field("Content-Security-Policy", "frame-ancestors 'none'"),
                        new Field("Referrer-Policy", "no-referrer"),
                        new Field("Cross-Origin-Resource-Policy", "same-site"));
    }

    @Test
    void over_tls_they_must_not_fall_back_to_plain_http() {
        assertThat(fields("https"))
                .startsWith(fields("http").toArray(Field[]::new))
                .last()
                .isEqualTo(new Field("Strict-Transport-Security", "max-age=31536000"));
    }

    private static List<Field> fields(String scheme) {
        var gate = new HardenAnswers(request -> scheme);
        return Passages.onward(gate.enter(Exchange.of(SentRequest.get("/")))).answerFields();
    }
}
