package dev.portico.partner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "a, 10", "10, 36", "zzzzz, 60466175"})
    void a_cursor_leads_to_a_page(String cursor, int offset) {
        assertThat(Page.behind(cursor, "7")).contains(new Page(offset, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-1", "100000", " 1", "1 ", "\u0661", "1\n"})
    void anything_else_is_no_cursor(String cursor) {
        assertThat(Page.behind(cursor, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "-0", "\u0661", "1e1", "", "99999999999"})
    void a_number_is_made_of_digits(String number) {
        assertThat(Page.of(number, null)).isEmpty();
        assertThat(Page.of(null, number)).isEmpty();
    }

    @Test
    void there_is_a_next_page_until_all_have_been_given() {
        assertThat(new Page(0, 20).next(20, 21)).isEqualTo("k");
        assertThat(new Page(0, 20).next(20, 20)).isNull();
        assertThat(new Page(20, 20).next(0, 300))
                .as("a service that gives nothing")
                .isNull();
        assertThat(new Page(60_466_170, 20).next(20, Integer.MAX_VALUE)).isNull();
    }
}
