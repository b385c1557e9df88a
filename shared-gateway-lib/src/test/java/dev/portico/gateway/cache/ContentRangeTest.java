package dev.portico.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bytes 0-0/1;                       0; 1; 1",
                "bytes 4-7/20;                      4; 8; 20",
                "BYTES 4-7/*;                       4; 8; -1",
                "bytes 5000000000-5000000009/6000000000; 5000000000; 5000000010; 6000000000"
            })
    void it_says_which_bytes_a_part_has(String field, long from, long to, long complete) {
        assertThat(ContentRange.parse(field)).isEqualTo(new ContentRange(from, to, complete));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes 0-7",
                "bytes 0-7/",
                "bytes 0-7/7",
                "bytes 7-0/20",
                "bytes */20",
                "bytes -7/20",
                "bytes 0-/20",
                "bytes 0-x/20",
                "bytes=0-7/20",
                "bytes  0-7/20",
                "bytes 0/7-20",
                "lines 0-7/20"
            })
    void what_cannot_be_read_is_none(String field) {
        assertThat(ContentRange.parse(field)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Range: bytes=4-7;      true",
                "Range: bytes=5-6;      true",
                "Range: bytes=3-6;      false",
                "Range: bytes=7-8;      false",
                "Range: bytes=4-;       false",
                "Range: bytes=-1;       false",
                "Range: bytes=4-5,7-7;  false",
                "X: y;                  false"
            })
    void a_part_is_an_answer_to_who_wants_bytes_that_it_has(String request, boolean answers) {
        for (var complete : new String[] {"*", "20"}) {
            var part = Answers.stored(206, "4567", Fields.of("X: y"), "Content-Range: bytes 4-7/" + complete);
            assertThat(part.isSound()).isTrue();
            assertThat(part.answers(Fields.of(request))).isEqualTo(answers);
        }
    }

    @Test
    void a_part_with_other_than_its_bytes_is_not_sound() {
        assertThat(Answers.stored(206, "456", Fields.of("X: y"), "Content-Range: bytes 4-7/20")
                        .isSound())
                .isFalse();
    }
}
