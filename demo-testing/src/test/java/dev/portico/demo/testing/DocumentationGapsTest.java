package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has to be said of each operation. */
class DocumentationGapsTest {

    private static final String PROBLEMS = Stream.of("400", "401", "403", "404", "429", "500", "502", "503", "504")
            .map("\"%s\": {\"content\": {\"application/problem+json\": {}}}"::formatted)
            .collect(Collectors.joining(", "));

    private static final String WHOLE =
            """
            {"paths": {"/things/{id}": {"get": {
              "summary": "One thing",
              "parameters": [
                {"name": "id", "in": "path", "schema": {"type": "string", "maxLength": 40}},
                {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
              ],
              "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}, %s}
            }}}}
            """
                    .formatted(PROBLEMS);

    @Test
    void what_says_everything_has_no_gaps() {
        assertThat(gaps(WHOLE)).isEmpty();
    }

    @Test
    void what_it_is_for_has_to_be_said() {
        assertThat(gaps(WHOLE.replace("\"summary\"", "\"x\"")))
                .singleElement()
                .asString()
                .startsWith("get /things/{id} does not say what it is for");
    }

    @Test
    void parameters_have_bounds() {
        assertThat(gaps(WHOLE.replace(", \"maxLength\": 40", "").replace(", \"maximum\": 9", "")))
                .satisfiesExactly(
                        id -> assertThat(id).startsWith("get /things/{id} id has no bounds"),
                        limit -> assertThat(limit).startsWith("get /things/{id} limit has no bounds"));
        assertThat(gaps(WHOLE.replace("{\"type\": \"string\", \"maxLength\": 40}", "{}")))
                .containsExactly("get /things/{id} id has no schema");
    }

    @Test
    void answers_have_a_schema() {
        assertThat(gaps(WHOLE.replace("\"schema\": {\"type\": \"object\"}", "")))
                .containsExactly("get /things/{id} 200 application/json has no schema");
        assertThat(gaps(WHOLE.replace("\"200\"", "\"302\"")))
                .containsExactly("get /things/{id} does not say what it answers");
    }

    @Test
    void refusals_and_failures_are_problems() {
        assertThat(gaps(WHOLE.replace("\"404\"", "\"410\"")))
                .containsExactly("get /things/{id} 404 is no application/problem+json");
        assertThat(gaps(WHOLE.replace(
                        "\"504\": {\"content\": {\"application/problem+json\"",
                        "\"504\": {\"content\": {\"text/html\"")))
                .containsExactly("get /things/{id} 504 is no application/problem+json");
    }

    private static List<String> gaps(String json) {
        return DocumentationGaps.of(new ApiDocument(json.getBytes(StandardCharsets.UTF_8)));
    }
}
