package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.StoredForm.Kept;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredFormTest {

    private static final int LARGEST = 1 << 20;

    private final StoredForm form = new StoredForm(() -> LARGEST);

    static Stream<Stored> answers() {
        return Stream.of(
                stored("one", "Cache-Control: max-age=60"),
                stored(404, "", Fields.of(), "Cache-Control: max-age=60, stale-while-revalidate=30"),
                stored("x".repeat(100_000), "Cache-Control: max-age=60, immutable", "ETag: W/\"a\""),
                stored(
                        200,
                        "eins",
                        Fields.of("Accept-Language: de"),
                        "Cache-Control: no-cache",
                        "Last-Modified: Mon, 23 Nov 2026 11:00:00 GMT",
                        "Vary: Accept-Language, Accept",
                        "Surrogate-Key: red green",
                        "X-Umlaut: \u00fc\u20ac",
                        "Link: </a>",
                        "Link: </b>"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_is_written_is_read_again(Stored stored) {
        var read = read(form.write(stored, 1_790_000_000_123_456L));
        assertThat(read.purges()).isEqualTo(1_790_000_000_123_456L);
        assertThat(read.stored().content()).isEqualTo(stored.content());
        assertThat(lines(read.stored())).isEqualTo(lines(stored));
        assertThat(read.stored())
                .usingRecursiveComparison()
                .comparingOnlyFields("status", "terms", "times", "vary", "validators", "tags", "weight")
                .isEqualTo(stored);
    }

    @Test
    void large_content_is_deflated_unless_it_is_coded_already() {
        var content = "{\"name\": \"boots\"}".repeat(1_000);
        assertThat(form.write(stored(content), 0).length()).isLessThan(content.length() / 10);
        assertThat(form.write(stored(content, "Content-Encoding: br"), 0).length())
                .isGreaterThan(content.length());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_was_cut_short_is_none(Stored stored) {
        var whole = form.write(stored, 7);
        for (int length = 0; length < whole.length(); length++) {
            assertThat(form.read(whole.getBuffer(0, length))).isNull();
        }
        assertThat(form.read(whole.copy().appendByte((byte) 0))).isNull();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_was_spoiled_is_none(Stored stored) {
        var whole = form.write(stored, 7);
        for (int place = 0; place < whole.length(); place++) {
            if (place != 1) {
                assertThat(form.read(spoiled(whole, place)))
                        .as("octet %d", place)
                        .isNull();
            }
        }
    }

    @Test
    void what_another_version_has_written_is_none() {
        assertThat(form.read(form.write(stored("one"), 0).setByte(0, (byte) 2))).isNull();
    }

    @Test
    void what_would_be_larger_than_an_answer_may_be_is_none() {
        var small = new StoredForm(() -> 10_000);
        assertThat(small.read(form.write(stored("x".repeat(10_000)), 0))).isNotNull();
        assertThat(small.read(form.write(stored("x".repeat(10_001)), 0))).isNull();
    }

    private static Buffer spoiled(Buffer whole, int place) {
        return whole.copy().setByte(place, (byte) ~whole.getByte(place));
    }

    private Kept read(Buffer written) {
        @Nullable Kept read = form.read(written);
        return Objects.requireNonNull(read);
    }

    private static String lines(Stored stored) {
        return stored.fields().toMultiMap().toString()
                + stored.confirmation().toMultiMap().toString();
    }
}
