package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portico.gateway.shaping.FieldTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentedFieldsTest {

    private static final JsonNode DOCUMENT = json(
            """
            {'components': {'schemas': {
              'Money': {'type': 'object', 'properties': {'amount': {'type': 'integer'}, 'currency': {'type': 'string'}}},
              'Node': {'type': 'object', 'properties': {
                'name': {'type': 'string'},
                'next': {'$ref': '#/components/schemas/Node'},
                'all': {'type': 'array', 'items': {'$ref': '#/components/schemas/Node'}}}},
              'Chicken': {'allOf': [{'$ref': '#/components/schemas/Egg'}], 'properties': {'hen': {'type': 'boolean'}}},
              'Egg': {'properties': {'of': {'$ref': '#/components/schemas/Chicken'}}},
              'a/b': {'properties': {'slash': {'type': 'null'}}}
            }}}
            """);

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'$ref': '#/components/schemas/Money'}                                     | [amount, currency]",
                "{'type': 'array', 'items': {'$ref': '#/components/schemas/Money'}}         | [amount, currency]",
                "{'properties': {'price': {'$ref': '#/components/schemas/Money', 'description': 'x'}}} | [price.amount, price.currency]",
                "{'allOf': [{'$ref': '#/components/schemas/Money'}, {'properties': {'net': {'type': 'boolean'}}}]} | [amount, currency, net]",
                "{'anyOf': [{'$ref': '#/components/schemas/Money'}, {'type': 'null'}]}      | [amount, currency]",
                "{'oneOf': [{'properties': {'a': {'type': 'string'}}}, {'properties': {'b': {'type': 'string'}}}]} | [a, b]",
                "{'type': 'array', 'items': {'type': 'array', 'items': {'properties': {'x': {'type': 'number'}}}}} | [x]",
                "{'$ref': '#/components/schemas/Node'}                                      | [name, next, all]",
                "{'$ref': '#/components/schemas/Chicken'}                                   | [hen, of]",
                "{'$ref': '#/components/schemas/a~1b'}                                      | [slash]",
                "{'type': 'array', 'items': {'type': 'string'}}                             | []",
            })
    void fields_are_found_wherever_a_schema_puts_them(String schema, String paths) {
        assertThat(fields(schema).paths()).hasToString(paths);
        assertThat(fields(schema).open()).isFalse();
    }

    @Test
    void a_schema_inside_of_itself_may_hold_anything() {
        assertThat(fields("{'$ref': '#/components/schemas/Node'}").holds("next.next.all.name"))
                .isTrue();
        assertThat(fields("{'$ref': '#/components/schemas/Node'}").holds("name.first"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'description': 'anything'}",
                "{'type': 'object'}",
                "{'type': 'array'}",
                "{'type': 'object', 'additionalProperties': {'$ref': '#/components/schemas/Money'}}",
                "{'type': 'object', 'additionalProperties': true}",
                "{'$ref': 'https://elsewhere.example/schema'}",
                "{'$ref': '#/components/schemas/Nothing'}",
            })
    void what_is_not_described_may_hold_anything(String schema) {
        assertThat(fields(schema)).isEqualTo(FieldTree.EVERYTHING);
    }

    @Test
    void a_map_may_have_fields_that_are_described() {
        var fields = fields("{'properties': {'id': {'type': ['string', 'null']}}, 'additionalProperties': true}");
        assertThat(fields.paths()).containsExactly("id");
        assertThat(fields.holds("other.below")).isTrue();
        assertThat(fields.holds("id.below")).isFalse();
    }

    private static FieldTree fields(String schema) {
        return new DocumentedFields(DOCUMENT).of(json(schema));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }
}
