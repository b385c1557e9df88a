package dev.portico.gateway.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryRulesTest {

    private static final FieldRules ALL =
            new FieldRules(Map.of("q", "query"), List.of("debug"), Map.of("limit", "20"), Map.of("tag", "a b&c"));

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "none, limit=20&tag=a+b%26c",
                "'', limit=20&tag=a+b%26c",
                "x=1, x=1&limit=20&tag=a+b%26c",
                "x=%7e%2F+y&z, x=%7e%2F+y&z&limit=20&tag=a+b%26c",
                "q=caf%C3%A9&x=1, query=caf%C3%A9&x=1&limit=20&tag=a+b%26c",
                "q&x=1, query&x=1&limit=20&tag=a+b%26c",
                "q=a=b, query=a=b&limit=20&tag=a+b%26c",
                "debug=1&x=1&debug, x=1&limit=20&tag=a+b%26c",
                "%64ebug=1&x=1, x=1&limit=20&tag=a+b%26c",
                "Debug=1, Debug=1&limit=20&tag=a+b%26c",
                "limit=9999&x=1&limit=5, x=1&limit=20&tag=a+b%26c",
                "tag=z, tag=z&limit=20&tag=a+b%26c",
                "x=%zz&%=1, x=%zz&%=1&limit=20&tag=a+b%26c",
                "a&&b, a&b&limit=20&tag=a+b%26c",
            })
    void rules_change_what_they_name_and_leave_the_rest_as_it_was(@Nullable String query, String expected) {
        assertThat(new QueryRules(ALL).apply(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, none", "'', ''", "a&&b=%zz, a&&b=%zz"})
    void without_rules_the_query_is_not_touched(@Nullable String query, @Nullable String expected) {
        assertThat(new QueryRules(FieldRules.NONE).apply(query)).isEqualTo(expected);
    }

    @Test
    void where_nothing_is_left_there_is_no_query() {
        var rules = new QueryRules(new FieldRules(Map.of(), List.of("debug"), Map.of(), Map.of()));

        assertThat(rules.apply("debug=1")).isNull();
        assertThat(rules.apply(null)).isNull();
    }
}
