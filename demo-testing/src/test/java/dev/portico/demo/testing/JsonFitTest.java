package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of values that are not what their schema says. */
class JsonFitTest {

    private static final String ORDER =
            """
            {"type":"object","required":["id"],"properties":{
               "id":{"type":"string","pattern":"^o-[0-9]+$","maxLength":5},
               "pieces":{"type":"integer","format":"int32","minimum":1},
               "parts":{"type":"array","maxItems":2,"items":{"type":"string","enum":["a","b"]}},
               "price":{"$ref":"#/components/schemas/Money"}}}""";

    private static final String DOCUMENT =
            """
            {"components":{"schemas":{
               "Money":{"type":"object","required":["amount"],"properties":{"amount":{"type":"integer","format":"int64"}}},
               "Dear":{"allOf":[{"$ref":"#/components/schemas/Money"},
                                {"type":"object","required":["why"],"properties":{"why":{"type":"string"}}}]}}}}""";

    private static List<String> complaints(String schema, String value) {
        return JsonFit.complaints(tree(DOCUMENT), tree(schema), tree(value));
    }

    private static JsonNode tree(String json) {
        return JsonFields.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_fits_is_fine() {
        assertThat(complaints(
                        ORDER, "{\"id\":\"o-1\",\"pieces\":2,\"parts\":[\"a\",\"b\"],\"price\":{\"amount\":1990}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []                                          | the whole: [] is no object
                    {"pieces":1}                                | the whole: id is missing
                    {"id":"o-1","supplier":"x"}                 | the whole: supplier is not listed
                    {"id":"x"}                                  | .id: "x" is not "^o-[0-9]+$"
                    {"id":"o-123456"}                           | .id: a text of 8 characters
                    {"id":null}                                 | .id: null is no string
                    {"id":"o-1","pieces":1.5}                   | .pieces: 1.5 is no integer
                    {"id":"o-1","pieces":0}                     | .pieces: 0 is less than 1
                    {"id":"o-1","pieces":2147483648}            | .pieces: 2147483648 is no int32
                    {"id":"o-1","parts":["c"]}                  | .parts[]: "c" is none of ["a", "b"]
                    {"id":"o-1","parts":["a","a","a"]}          | .parts: a list of 3
                    {"id":"o-1","price":{"amount":"1"}}         | .price.amount: "1" is no integer
                    {"id":"o-1","price":{"amount":1,"cost":1}}  | .price: cost is not listed
                    """)
    void what_does_not_fit_is_named(String value, String complaint) {
        assertThat(complaints(ORDER, value)).containsExactly(complaint);
    }

    @Test
    void fields_of_all_schemas_that_are_put_together_are_listed() {
        var dear = "{\"$ref\":\"#/components/schemas/Dear\"}";

        assertThat(complaints(dear, "{\"amount\":1,\"why\":\"gold\"}")).isEmpty();
        assertThat(complaints(dear, "{\"amount\":1,\"where\":\"here\"}"))
                .containsExactlyInAnyOrder("the whole: where is not listed", "the whole: why is missing");
    }

    @Test
    void what_this_cannot_judge_does_not_fit() {
        assertThat(complaints("{\"not\":{\"type\":\"string\"}}", "1"))
                .containsExactly("the whole: not is not understood by this test");
    }
}
