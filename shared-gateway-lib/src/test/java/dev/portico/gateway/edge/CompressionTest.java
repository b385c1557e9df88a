package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                         | true",
                "GZip                         | true",
                "x-gzip                       | true",
                "gzip, deflate, br, zstd      | true",
                "br;q=1.0, gzip;q=0.8, *;q=0.1| true",
                "gzip;q=0.001                 | true",
                "gzip ; Q = 1                 | true",
                "*                            | true",
                "identity;q=0.5, gzip;q=0.5   | true",
                "identity;q=0, *              | true",
                "''                           | false",
                "identity                     | false",
                "br, zstd, deflate            | false",
                "gzipped                      | false",
                "gzip;q=0                     | false",
                "gzip;q=0.000                 | false",
                "gzip;q=0, *                  | false",
                "*;q=0                        | false",
                "gzip;q=0.3, identity;q=0.7   | false",
                "gzip;q=2                     | false",
                "gzip;q=-1                    | false",
                "gzip;q=x                     | false",
                "gzip;x=1                     | false",
            })
    void only_who_takes_gzip_gets_it(String accepted, boolean compressed) {
        assertThat(Compression.asked(MultiMap.caseInsensitiveMultiMap().add("Accept-Encoding", accepted))
                        .accepted())
                .isEqualTo(compressed);
    }

    @Test
    void lines_of_the_field_are_one_list_and_none_is_no_wish() {
        assertThat(Compression.asked(MultiMap.caseInsensitiveMultiMap()
                                .add("Accept-Encoding", "br")
                                .add("Accept-Encoding", "gzip"))
                        .accepted())
                .isTrue();
        assertThat(Compression.asked(MultiMap.caseInsensitiveMultiMap()).accepted())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/problem+json",
                "application/vnd.shop.v1+json",
                "application/atom+xml",
                "application/x-ndjson",
                "image/svg+xml",
                "text/plain",
                "text/css;a=b",
            })
    void text_of_any_kind_is_compressed(String type) {
        var headers = type(type);

        assertThat(gzip().choose(headers, 1024)).isTrue();
        assertThat(headers.get("Content-Encoding")).isEqualTo("gzip");
        assertThat(headers.get("Vary")).isEqualTo("Accept-Encoding");
        assertThat(headers.contains("Content-Length")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "text/event-stream", "TEXT/Event-Stream;x=y", "application/zip", "video/mp4", ""})
    void what_is_compressed_already_or_has_to_flow_is_not(String type) {
        assertLeftAlone(type(type), 5000);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, br",
        "Content-Encoding, gzip",
        "Cache-Control, no-transform",
        "Cache-Control, 'max-age=5, No-Transform'",
        "Content-Range, bytes 0-4999/9000",
        "Repr-Digest, sha-256=:x:",
        "Content-Digest, sha-256=:x:",
    })
    void what_must_not_be_touched_is_not(String name, String value) {
        assertLeftAlone(type("application/json").add(name, value), 5000);
    }

    @Test
    void what_is_tiny_is_not_worth_it() {
        assertLeftAlone(type("application/json"), 1023);
        assertLeftAlone(type("application/json").set("Content-Length", "1023"), -1);
    }

    @Test
    void what_has_no_length_may_become_long() {
        assertThat(gzip().choose(type("application/json").remove("Content-Length"), -1))
                .isTrue();
        assertThat(gzip().choose(type("application/json").set("Content-Length", "1024"), -1))
                .isTrue();
    }

    @Test
    void who_does_not_take_gzip_learns_that_it_would_matter() {
        var headers = type("application/json").add("ETag", "\"x\"");

        assertThat(Compression.asked(MultiMap.caseInsensitiveMultiMap()).choose(headers, 5000))
                .isFalse();
        assertThat(headers.get("Vary")).isEqualTo("Accept-Encoding");
        assertThat(headers.get("ETag")).isEqualTo("\"x\"");
    }

    @Test
    void a_strong_tag_becomes_weak_and_ranges_are_no_longer_offered() {
        var headers = type("application/json").add("ETag", "\"x\"").add("Accept-Ranges", "bytes");

        gzip().choose(headers, 5000);

        assertThat(headers.get("ETag")).isEqualTo("W/\"x\"");
        assertThat(headers.contains("Accept-Ranges")).isFalse();
        assertThat(gzip().choose(type("text/css").add("ETag", "W/\"y\""), 5000)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"accept-encoding, 1", "'Origin, Accept-Encoding', 1", "*, 1", "Origin, 2"})
    void vary_names_the_field_once(String vary, int lines) {
        var headers = type("application/json").add("Vary", vary);

        gzip().choose(headers, 5000);

        assertThat(headers.getAll("Vary")).hasSize(lines);
    }

    @Test
    void identity_is_no_coding_that_a_client_has_to_read_of() {
        var headers = type("application/json").add("Content-Encoding", "identity");

        Compression.asked(MultiMap.caseInsensitiveMultiMap()).choose(headers, 5000);

        assertThat(headers.contains("Content-Encoding")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W/\"x\"          | \"x\"   | W/\"x\"",
                "\"a\", W/\"x\"   | \"x\"   | W/\"x\"",
                "\"x\"            | \"x\"   | \"x\"",
                "W/\"x\"          | W/\"x\" | W/\"x\"",
                "*                | \"x\"   | \"x\"",
                "\"x\", W/\"x\"   | \"x\"   | \"x\"",
            })
    void what_a_client_holds_is_confirmed_under_the_tag_that_it_knows(String held, String tag, String confirmed) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("ETag", tag);

        Compression.asked(MultiMap.caseInsensitiveMultiMap().add("If-None-Match", held))
                .confirm(headers);

        assertThat(headers.get("ETag")).isEqualTo(confirmed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                  | *",
                "\"x\"              | \"x\"",
                "W/\"x\"            | \"x\"",
                "W/\"x\", \"y\",W/\"z\" | \"x\", \"y\",\"z\"",
                "\"W/\"             | \"W/\"",
            })
    void what_may_be_changed_is_named_by_the_tag_that_the_upstream_knows(String sent, String passedOn) {
        assertThat(Compression.strengthened(sent)).isEqualTo(passedOn);
    }

    private static void assertLeftAlone(MultiMap headers, long length) {
        var before = headers.entries().toString();

        assertThat(gzip().choose(headers.add("ETag", "\"x\""), length)).isFalse();

        assertThat(headers.remove("ETag").entries()).hasToString(before);
    }

    private static Compression gzip() {
        return Compression.asked(MultiMap.caseInsensitiveMultiMap().add("Accept-Encoding", "gzip"));
    }

    private static MultiMap type(String contentType) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", contentType)
                .add("Content-Length", "5000");
    }
}
