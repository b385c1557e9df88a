package dev.portico.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNameTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"X-User-Id, x-user-id", "x_user.ID, x-user-id", "X~User|1, x-user-1", "etag, etag", "'', ''"})
    void spellings_that_frameworks_treat_as_one_are_one(String name, String folded) {
        assertThat(FieldName.folded(name)).isEqualTo(folded);
        assertThat(FieldName.same(name, folded)).isTrue();
        assertThat(FieldName.same(folded, name)).isTrue();
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({"X-A, XA", "X-A, X-B", "X-A, X-A-", "X-A, ''"})
    void other_names_are_others(String one, String other) {
        assertThat(FieldName.same(one, other)).isFalse();
    }
}
