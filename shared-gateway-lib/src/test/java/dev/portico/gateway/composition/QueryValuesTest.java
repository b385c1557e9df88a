package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValuesTest {

    @Test
    void names_and_values_are_decoded_and_what_is_left_out_is_empty() {
        var query = QueryValues.of("p%61ge=0%37&flag&x=1=2");

        assertThat(query.value("page")).contains("07");
        assertThat(query.value("flag")).contains("");
        assertThat(query.value("x")).contains("1=2");
        assertThat(query.value("other")).isEmpty();
        assertThat(QueryValues.of((String) null).value("page")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=1&page=2", "page=1&page=1", "page=&page", "page=1&x=1&p%61ge=2"})
    void two_values_are_refused_wherever_somebody_asks_for_one(String written) {
        var query = QueryValues.of(written);

        assertThatThrownBy(() -> query.value("page"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Send page once.");
        assertThatThrownBy(() -> query.once("size", "page")).isInstanceOf(Refusal.class);
        assertThatCode(() -> query.once("size", "x")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "%zz=1"})
    void what_is_not_percent_encoded_is_refused(String written) {
        assertThatThrownBy(() -> QueryValues.of(written)).isInstanceOf(Refusal.class);
    }
}
