package dev.portico.partner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalMoneyTest {

    @ParameterizedTest
    @CsvSource({"0, 0.00", "5, 0.05", "1990, 19.90", "-1, -0.01", "9007199254740991, 90071992547409.91"})
    void an_amount_in_hundredths_is_a_decimal_text(long amount, String text) {
        assertThat(DecimalMoney.of(new Money(amount, "EUR"))).isEqualTo(new DecimalMoney(text, "EUR"));
    }
}
