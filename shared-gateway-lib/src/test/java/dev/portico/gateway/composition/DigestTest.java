package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void the_same_parts_have_the_same_digest_in_letters_that_a_header_field_and_a_url_take() {
        assertThat(Digest.of("place", "u-1", "\u00e9 \n"))
                .isEqualTo(Digest.of("place", "u-1", "\u00e9 \n"))
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void no_two_lists_of_parts_read_as_one() {
        assertThat(new String[] {
                    Digest.of("a", "bc"),
                    Digest.of("ab", "c"),
                    Digest.of("abc"),
                    Digest.of("a", "b", "c"),
                    Digest.of("", "abc")
                })
                .doesNotHaveDuplicates();
    }
}
