package dev.portico.gateway.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenFieldsTest {

    private static final FieldTree KNOWN = FieldTree.of(List.of("id", "name", "images.thumb", "images.width"));

    @ParameterizedTest(name = "{0} chooses {1}")
    @CsvSource({
        "fields=id,                             'id'",
        "a=1&fields=id%2Cname&b,                'id name'",
        "fields=images.thumb&fieldsof=x,        'images.thumb'",
        "'fields=images,id,images.thumb',       'images id'",
        "fields=id.below.it,                    'id.below.it'",
        "f%69elds=name,                         'name'",
    })
    void names_with_commas_between_them_choose(String query, String chosen) {
        assertThat(ChosenFields.of(query, KNOWN))
                .isEqualTo(new ChosenFields.Chosen(FieldTree.of(List.of(chosen.split(" ")))));
    }

    @Test
    void who_chooses_nothing_gets_everything() {
        var everything = new ChosenFields.Chosen(FieldTree.EVERYTHING);
        assertThat(ChosenFields.of(null, KNOWN)).isEqualTo(everything);
        assertThat(ChosenFields.of("a=1&Fields=id&field=x", KNOWN)).isEqualTo(everything);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields=price",
                "fields=id,price",
                "fields=images,images.price",
                "fields=ID",
                "fields=id, name",
                "fields=id,+name",
                "fields",
                "fields=",
                "fields=id,",
                "fields=,id",
                "fields=id,,name",
                "fields=images.",
                "fields=.id",
                "fields=images..thumb",
                "fields=%",
                "fields=id&fields=name",
                "fields=id&f%69elds=id",
            })
    void what_cannot_be_chosen_is_refused_with_what_can(String query) {
        assertThat(detail(query)).endsWith(" The fields are id, name, images.thumb, images.width.");
    }

    @Test
    void an_unknown_field_is_named() {
        assertThat(detail("fields=id,price")).startsWith("There is no field \"price\".");
    }

    @Test
    void more_than_a_hundred_names_or_two_thousand_characters_are_refused() {
        assertThat(ChosenFields.of("fields=" + "id,".repeat(99) + "id", KNOWN)).isInstanceOf(ChosenFields.Chosen.class);
        assertThat(detail("fields=" + "id,".repeat(100) + "id")).startsWith("Choose at most 100 fields");
        assertThat(ChosenFields.of("fields=id." + "x".repeat(1_997), KNOWN)).isInstanceOf(ChosenFields.Chosen.class);
        assertThat(detail("fields=id." + "x".repeat(1_998))).startsWith("Choose at most 100 fields, in at most 2000");
    }

    @ParameterizedTest(name = "{0} without it is {1}")
    @CsvSource({
        "fields=id,            ",
        "a=%2F&fields=id&b,    a=%2F&b",
        "f%69elds=id&a,        a",
        "a&&Fields=x,          a&&Fields=x",
    })
    void a_query_can_do_without_the_choice(String query, String rest) {
        assertThat(ChosenFields.without(query)).isEqualTo(rest);
    }

    private static String detail(String query) {
        assertThat(ChosenFields.of(query, KNOWN)).isInstanceOf(ChosenFields.Refused.class);
        return ChosenFields.of(query, KNOWN) instanceof ChosenFields.Refused(var problem) ? problem.detail() : "";
    }
}
