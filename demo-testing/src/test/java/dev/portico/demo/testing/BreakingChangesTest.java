package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as breaking between two OpenAPI documents. Each case changes one word of the same small document. */
class BreakingChangesTest {

    private static final String DOCUMENT =
            """
            {
              "openapi": "3.1.0",
              "paths": {
                "/things": {
                  "get": {
                    "security": [{"bearer": ["a"]}],
                    "parameters": [
                      {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
                      {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["asc", "desc"]}}
                    ],
                    "responses": {
                      "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                      "404": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
                    }
                  },
                  "post": {
                    "requestBody": {"content": {"application/json": {"schema": {
                      "type": "object",
                      "properties": {"name": {"type": "string", "maxLength": 50}, "note": {"type": "string"}},
                      "required": ["name"]
                    }}}},
                    "responses": {"201": {"headers": {"Location": {"schema": {"type": "string"}}}}}
                  }
                }
              },
              "components": {
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
                "schemas": {
                  "Thing": {
                    "type": "object",
                    "properties": {
                      "id": {"type": "string"},
                      "count": {"type": "integer", "format": "int32"},
                      "state": {"type": "string", "enum": ["on", "off"]},
                      "tag": {"type": "string"},
                      "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}
                    },
                    "required": ["id", "count"]
                  },
                  "Part": {"type": "object", "properties": {"whole": {"$ref": "#/components/schemas/Thing"}}}
                }
              }
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"get\": {                  | \"head\": {              | get /things is gone",
                "\"post\": {                 | \"put\": {               | post /things is gone",
                "\"limit\"                   | \"size\"                 | get /things query limit is gone",
                "\"sort\", \"in\": \"query\" | \"sort\", \"required\": true, \"in\": \"query\" | get /things query sort has to be sent now",
                "\"maximum\": 100            | \"maximum\": 50          | get /things query limit: maximum was 100 and is 50",
                "\"minimum\": 1              | \"minimum\": 2           | get /things query limit: minimum was 1 and is 2",
                "\"default\": 20             | \"default\": 10          | get /things query limit: default was 20 and is 10",
                "[\"asc\", \"desc\"]         | [\"asc\"]                | get /things query sort: enum was [\"asc\",\"desc\"] and is [\"asc\"]",
                "\"requestBody\": {          | \"requestBody\": {\"required\": true,| post /things body has to be sent now",
                "\"maxLength\": 50           | \"maxLength\": 40        | post /things body application/json.name: maxLength was 50 and is 40",
                "[\"name\"]                  | [\"name\", \"note\"]     | post /things body application/json.note has to be sent now",
                ", \"note\": {\"type\": \"string\"} | ``                 | post /things body application/json.note is gone",
                "\"note\": {\"type\": \"string\"} | \"note\": {\"type\": \"string\", \"format\": \"date\"} | post /things body application/json.note: format was not said and is \"date\"",
                "\"404\"                     | \"410\"                  | get /things 404 is gone",
                "application/problem+json    | text/plain               | get /things 404 application/problem+json is gone",
                "Location                    | Link                     | post /things 201 Location is gone",
                "\"id\": {\"type\": \"string\"} | \"id\": {\"type\": \"integer\"} | get /things 200 application/json.id: type was \"string\" and is \"integer\"",
                "int32                       | int64                    | get /things 200 application/json.count: format was \"int32\" and is \"int64\"",
                "[\"on\", \"off\"]           | [\"on\", \"off\", \"?\"] | get /things 200 application/json.state: enum was [\"on\",\"off\"] and is [\"on\",\"off\",\"?\"]",
                "[\"id\", \"count\"]         | [\"id\"]                 | get /things 200 application/json.count may be absent now",
                "\"tag\"                     | \"label\"                | get /things 200 application/json.tag is gone",
                "[{\"bearer\": [\"a\"]}]     | [{\"bearer\": [\"a\", \"b\"]}] | get /things needs more than {bearer=[a]}",
                "\"scheme\": \"bearer\"      | \"scheme\": \"basic\"    | The security scheme bearer: scheme is another one"
            })
    void what_clients_rely_on_may_not_change(String word, String otherWord, String broken) {
        assertThat(DOCUMENT).contains(word);

        assertThat(between(DOCUMENT, DOCUMENT.replace(word, otherWord))).containsExactly(broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/things\": {      | \"/more\": {\"get\": {}}, \"/things\": {",
                "\"maximum\": 100    | \"maximum\": 200",
                "\"minimum\": 1      | \"minimum\": 0",
                "[\"asc\", \"desc\"] | [\"asc\", \"desc\", \"none\"]",
                "\"parameters\": [   | \"parameters\": [{\"name\": \"new\", \"in\": \"query\", \"schema\": {}}, ",
                "\"maxLength\": 50   | \"maxLength\": 60",
                "\"note\"            | \"more\": {\"type\": \"string\"}, \"note\"",
                "\"404\"             | \"409\": {}, \"404\"",
                "\"tag\"             | \"label\": {\"type\": \"string\"}, \"tag\"",
                "[\"on\", \"off\"]   | [\"on\"]",
                "[\"id\", \"count\"] | [\"id\", \"count\", \"tag\"]",
                "[{\"bearer\": [\"a\"]}] | [{\"bearer\": [\"a\"]}, {\"key\": []}]",
                "[{\"bearer\": [\"a\"]}] | []",
                "\"openapi\": \"3.1.0\", | \"openapi\": \"3.1.0\", \"info\": {\"version\": \"2\"},"
            })
    void more_may_be_offered(String word, String otherWord) {
        assertThat(DOCUMENT).contains(word);

        assertThat(between(DOCUMENT, DOCUMENT.replace(word, otherWord))).isEmpty();
    }

    @Test
    void a_document_does_not_break_itself() {
        assertThat(between(DOCUMENT, DOCUMENT)).isEmpty();
    }

    @Test
    void what_a_parameter_turns_into_by_a_reference_is_looked_at_too() {
        var referred = DOCUMENT.replace(
                "{\"type\": \"string\", \"enum\": [\"asc\", \"desc\"]}", "{\"$ref\": \"#/components/schemas/Sort\"}");

        assertThat(between(
                        DOCUMENT,
                        referred.replace(
                                "\"Part\":", "\"Sort\": {\"type\": \"string\", \"enum\": [\"asc\"]}, \"Part\":")))
                .containsExactly("get /things query sort: enum was [\"asc\",\"desc\"] and is [\"asc\"]");
    }

    @Test
    void a_keyword_that_is_not_known_here_has_to_stay() {
        assertThat(between(
                        DOCUMENT,
                        DOCUMENT.replace("\"maxLength\": 50", "\"maxLength\": 50, \"not\": {\"const\": \"\"}")))
                .containsExactly("post /things body application/json.name: not is another one");
    }

    private static List<String> between(String before, String after) {
        return BreakingChanges.between(tree(before), tree(after));
    }

    private static JsonNode tree(String json) {
        return JsonFields.tree(json.getBytes(StandardCharsets.UTF_8));
    }
}
