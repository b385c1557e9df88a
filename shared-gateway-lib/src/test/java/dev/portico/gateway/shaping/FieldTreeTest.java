package dev.portico.gateway.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTreeTest {

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "'a',       a,       true",
        "'a',       a.b.c,   true",
        "'a',       b,       false",
        "'a',       A,       false",
        "'a.b',     a,       true",
        "'a.b',     a.b,     true",
        "'a.b',     a.c,     false",
        "'a.b a',   a.c,     true",
        "'a.b a.c', a.c,     true",
        "'a.b.c',   a.b.c.d, true",
        "'a.b.c',   b.c,     false",
    })
    void a_field_belongs_to_it_with_all_below_and_what_leads_there(String paths, String path, boolean held) {
        assertThat(tree(paths).holds(path)).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} and {1} is {2}")
    @CsvSource({
        "'a b',         'b c',         'b'",
        "'a',           'a.b a.c',     'a.b a.c'",
        "'a.b a.c d',   'a',           'a.b a.c'",
        "'a.b.c a.d e', 'a.b e.f',     'a.b.c e.f'",
        "'a.b',         'a.b.c.d',     'a.b.c.d'",
    })
    void what_belongs_to_both_is_the_narrower_of_each(String one, String other, String both) {
        assertThat(tree(one).and(tree(other))).isEqualTo(tree(both));
        assertThat(tree(other).and(tree(one))).isEqualTo(tree(both));
    }

    @ParameterizedTest(name = "{0} or {1} is {2}")
    @CsvSource({
        "'a b',     'b c',     'a b c'",
        "'a.b',     'a.c',     'a.b a.c'",
        "'a.b',     'a',       'a'",
    })
    void what_belongs_to_one_of_two_is_the_wider_of_each(String one, String other, String any) {
        assertThat(tree(one).or(tree(other))).isEqualTo(tree(any));
        assertThat(tree(other).or(tree(one))).isEqualTo(tree(any));
    }

    @Test
    void everything_takes_nothing_away_and_leaves_nothing_out() {
        var some = tree("a.b c");
        assertThat(FieldTree.EVERYTHING.and(some)).isEqualTo(some);
        assertThat(some.and(FieldTree.EVERYTHING)).isEqualTo(some);
        assertThat(FieldTree.EVERYTHING.or(some)).isEqualTo(FieldTree.EVERYTHING);
        assertThat(some.or(FieldTree.NOTHING)).isEqualTo(some);
        assertThat(FieldTree.EVERYTHING.holds("any.thing")).isTrue();
        assertThat(FieldTree.NOTHING.holds("any")).isFalse();
    }

    @Test
    void its_paths_keep_their_order() {
        assertThat(tree("name items.id total items.price.amount").paths())
                .containsExactly("name", "items.id", "items.price.amount", "total");
    }

    private static FieldTree tree(String paths) {
        return FieldTree.of(List.of(paths.split(" ")));
    }
}
