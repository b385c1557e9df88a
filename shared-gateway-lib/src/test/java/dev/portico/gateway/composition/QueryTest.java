package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.problem.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void what_is_left_out_is_empty() {
        assertThat(Query.of((String) null).whole("page", 1, 9)).isEmpty();
        assertThat(Query.of("").text("q", 9)).isEmpty();
        assertThat(Query.of("other=1&&x").truth("inStock")).isEmpty();
    }

    @Test
    void what_is_there_is_decoded() {
        var query = Query.of("q=oak%20%26+lamp&p%61ge=007&inStock=true&sort=-price");

        assertThat(query.text("q", 10)).contains("oak & lamp");
        assertThat(query.whole("page", 1, 9)).contains(7L);
        assertThat(query.truth("inStock")).contains(true);
        assertThat(query.oneOf("sort", Set.of("-price"))).contains("-price");
    }

    @Test
    void a_text_is_measured_in_characters() {
        assertThat(Query.of("q=%F0%9F%A6%95").text("q", 1)).contains("\uD83E\uDD95");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=", "n", "n=0", "n=10", "n=-1", "n=1.0", "n=1e0", "n=%2B1", "n=9999999999999", "n=1&n=1"})
    void what_is_no_whole_number_between_the_bounds_is_refused(String written) {
        assertThatThrownBy(() -> Query.of(written).whole("n", 1, 9)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_refusal_says_what_may_be_sent() {
        assertThatThrownBy(() -> Query.of("n=x").whole("n", 1, 9)).hasMessage("n is a whole number from 1 to 9.");
        assertThatThrownBy(() -> Query.of("n=x").oneOf("n", Set.of("b", "a"))).hasMessage("n is one of a, b.");
        assertThatThrownBy(() -> Query.of("n=xx").text("n", 1)).hasMessage("n is a text of 1 to 1 characters.");
        assertThatThrownBy(() -> Query.of("n=x&n=y").text("n", 1)).hasMessage("Send n once.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "%zz=1"})
    void what_is_not_percent_encoded_is_refused(String written) {
        assertThatThrownBy(() -> Query.of(written)).isInstanceOf(Refusal.class);
    }

    @Test
    void what_is_read_in_another_way_comes_once_and_with_a_value_too() {
        assertThatThrownBy(() -> Query.of("n=1&m=2&n=1").hasAtMostOne("m", "n")).hasMessage("Send n once.");
        assertThatThrownBy(() -> Query.of("n").hasAtMostOne("m", "n")).hasMessage("Give n a value, or leave it out.");
        Query.of("n=1&x=1&x=2&y=").hasAtMostOne("m", "n");
    }
}
