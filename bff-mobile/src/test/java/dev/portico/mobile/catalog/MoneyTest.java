package dev.portico.mobile.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An amount is one that every reader of JSON keeps exactly. */
class MoneyTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_991L, -9_007_199_254_740_991L})
    void an_amount_that_every_reader_keeps_is_fine(long amount) {
        assertThat(new Money(amount, "EUR").amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(longs = {9_007_199_254_740_992L, -9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE})
    void an_amount_that_some_reader_rounds_is_refused(long amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(amount, "EUR"));
    }
}
