package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.problem.Problem.Field;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerFieldsTest {

    private final MultiMap headers =
            MultiMap.caseInsensitiveMultiMap().add("vary", "Accept").add("x-frame-options", "SAMEORIGIN");

    @Test
    void a_field_of_a_gate_replaces_that_of_an_upstream() {
        AnswerFields.write(List.of(new Field("X-Frame-Options", "DENY")), headers);

        assertThat(headers.getAll("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void several_lines_of_one_name_stay_several() {
        AnswerFields.write(List.of(new Field("RateLimit", "a"), new Field("RateLimit", "b")), headers);

        assertThat(headers.getAll("RateLimit")).containsExactly("a", "b");
    }

    @Test
    void vary_only_grows() {
        AnswerFields.write(List.of(new Field("Vary", "Origin")), headers);

        assertThat(headers.getAll("Vary")).containsExactly("Accept", "Origin");
    }
}
