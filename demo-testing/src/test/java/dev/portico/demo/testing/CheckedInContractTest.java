package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the test of an app's contract lets pass, and with which word. */
class CheckedInContractTest {

    private static final String ONE =
            """
            {"openapi": "3.1.0", "info": {"version": "1.0"}, "servers": [{"url": "http://localhost:8081"}],
             "paths": {"/one": {"get": {"responses": {"200": {"description": "yes"}}}}}}
            """;
    private static final String TWO = ONE.replace("\"/one\"", "\"/two\": {\"get\": {}}, \"/one\"");

    private Path file;

    @BeforeEach
    void agreeOnOne(@TempDir Path folder) {
        file = folder.resolve("openapi.yaml");
        CheckedInContract.at(file, "accept").holds(document(ONE));
    }

    @Test
    void what_was_accepted_holds_wherever_it_is_served() throws IOException {
        CheckedInContract.at(file, "").holds(document(ONE.replace("8081", "8082")));

        assertThat(Files.readString(file))
                .contains("version: \"1.0\"", "\"200\":", "description: \"yes\"")
                .doesNotContain("servers");
    }

    @Test
    void the_order_of_parameters_means_nothing() {
        var parameters = "\"parameters\": [{\"name\": \"%s\"}, {\"name\": \"%s\"}], \"responses\"";
        CheckedInContract.at(file, "accept")
                .holds(document(ONE.replace("\"responses\"", parameters.formatted("a", "b"))));

        CheckedInContract.at(file, "").holds(document(ONE.replace("\"responses\"", parameters.formatted("b", "a"))));
    }

    @Test
    void what_has_no_order_has_none_inside_of_a_list_either() {
        var either = "\"either\": [{\"required\": [\"%s\", \"%s\"]}, {\"type\": \"%s\"}], \"responses\"";
        CheckedInContract.at(file, "accept")
                .holds(document(ONE.replace("\"responses\"", either.formatted("a", "b", "string"))));

        var served = CheckedInContract.at(file, "");
        served.holds(document(ONE.replace("\"responses\"", either.formatted("b", "a", "string"))));
        assertThatThrownBy(() ->
                        served.holds(document(ONE.replace("\"responses\"", either.formatted("b", "a", "number")))))
                .hasMessageContaining("/either changed");
    }

    @Test
    void what_is_new_has_to_be_accepted() throws IOException {
        var before = Files.readString(file);

        assertThatThrownBy(() -> CheckedInContract.at(file, "").holds(document(TWO)))
                .hasMessageContainingAll("/paths/~1two is new", "./portico contract demo-testing accept");
        assertThat(file).hasContent(before);

        CheckedInContract.at(file, "accept").holds(document(TWO));
        CheckedInContract.at(file, "").holds(document(TWO));
    }

    @Test
    void what_breaks_clients_takes_a_word_of_its_own() {
        CheckedInContract.at(file, "accept").holds(document(TWO));

        assertThatThrownBy(() -> CheckedInContract.at(file, "accept").holds(document(ONE)))
                .hasMessageContainingAll("get /two is gone", "./portico contract demo-testing accept-breaking");

        CheckedInContract.at(file, "accept-breaking").holds(document(ONE));
        CheckedInContract.at(file, "").holds(document(ONE));
    }

    private static ApiDocument document(String json) {
        return new ApiDocument(json.getBytes(StandardCharsets.UTF_8));
    }
}
