package dev.portico.gateway.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {

    private final MultiMap fields = MultiMap.caseInsensitiveMultiMap()
            .add("Accept", "a")
            .add("Accept", "b")
            .add("X-Old", "1")
            .add("X-Old", "2");

    @Test
    void without_rules_nothing_changes() {
        FieldRules.NONE.apply(fields);

        assertThat(FieldRules.NONE.isEmpty()).isTrue();
        assertThat(fields.getAll("Accept")).containsExactly("a", "b");
        assertThat(fields.getAll("X-Old")).containsExactly("1", "2");
    }

    @Test
    void what_is_renamed_keeps_all_its_values_in_order() {
        rename(Map.of("x-old", "X-New")).apply(fields);

        assertThat(fields.getAll("X-New")).containsExactly("1", "2");
        assertThat(fields.contains("X-Old")).isFalse();
    }

    @Test
    void what_is_renamed_joins_what_is_there() {
        rename(Map.of("X-Old", "Accept")).apply(fields);

        assertThat(fields.getAll("Accept")).containsExactly("a", "b", "1", "2");
    }

    @Test
    void what_is_not_there_cannot_be_renamed() {
        rename(Map.of("X-Absent", "X-New")).apply(fields);

        assertThat(fields.contains("X-New")).isFalse();
    }

    @Test
    void a_name_is_removed_in_whatever_case_it_came() {
        new FieldRules(Map.of(), List.of("ACCEPT"), Map.of(), Map.of()).apply(fields);

        assertThat(fields.contains("Accept")).isFalse();
    }

    @Test
    void what_is_set_is_the_only_value_and_what_is_added_a_further_one() {
        new FieldRules(Map.of(), List.of(), Map.of("accept", "c"), Map.of("X-Old", "3", "X-More", "4")).apply(fields);

        assertThat(fields.getAll("Accept")).containsExactly("c");
        assertThat(fields.getAll("X-Old")).containsExactly("1", "2", "3");
        assertThat(fields.getAll("X-More")).containsExactly("4");
    }

    @Test
    void rename_comes_first_then_remove_then_set_then_add() {
        new FieldRules(Map.of("X-Old", "X-New"), List.of("X-New"), Map.of("X-New", "s"), Map.of("X-New", "a"))
                .apply(fields);

        assertThat(fields.getAll("X-New")).containsExactly("s", "a");
    }

    @Test
    void names_are_renamed_at_once_so_that_a_chain_or_a_swap_is_what_it_says() {
        var chain = MultiMap.caseInsensitiveMultiMap().add("X-A", "a").add("X-B", "b");
        rename(Map.of("X-A", "X-B", "X-B", "X-C")).apply(chain);
        assertThat(lines(chain)).containsExactlyInAnyOrder("X-B=a", "X-C=b");

        var backwards = MultiMap.caseInsensitiveMultiMap().add("X-A", "a").add("X-B", "b");
        rename(Map.of("X-B", "X-A", "X-C", "X-B", "X-A", "X-C")).apply(backwards);
        assertThat(lines(backwards)).containsExactlyInAnyOrder("X-A=b", "X-C=a");

        var swap = MultiMap.caseInsensitiveMultiMap().add("X-A", "a").add("X-B", "b");
        rename(Map.of("X-A", "X-B", "X-B", "X-A")).apply(swap);
        assertThat(lines(swap)).containsExactlyInAnyOrder("X-A=b", "X-B=a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Channel", "x-channel", "X_Channel", "x.channel", "X_CHANNEL", "X~Channel"})
    void what_frameworks_take_for_the_name_is_the_name(String spelling) {
        assertThat(changed(spelling, new FieldRules(Map.of(), List.of("X-Channel"), Map.of(), Map.of())))
                .isEmpty();
        assertThat(changed(spelling, new FieldRules(Map.of(), List.of(), Map.of("X-Channel", "web"), Map.of())))
                .containsExactly("X-Channel=web");
        assertThat(changed(spelling, rename(Map.of("X-Channel", "X-New")))).containsExactly("X-New=app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XChannel", "X-Channels", "X-Channe1", "X-Chann"})
    void what_is_another_name_stays(String other) {
        assertThat(changed(other, new FieldRules(Map.of(), List.of("X-Channel"), Map.of(), Map.of())))
                .containsExactly(other + "=app");
    }

    private static List<String> changed(String name, FieldRules rules) {
        var sent = MultiMap.caseInsensitiveMultiMap().add(name, "app");
        rules.apply(sent);
        return lines(sent);
    }

    private static List<String> lines(MultiMap fields) {
        return fields.entries().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .toList();
    }

    private static FieldRules rename(Map<String, String> names) {
        return new FieldRules(names, List.of(), Map.of(), Map.of());
    }
}
