package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** Parts of answers (RFC 9110 section 14, RFC 9111 sections 3.3 and 3.4). The content of a whole is {@code answer 1}. */
final class PartDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";
    private static final String TAG = "ETag: \"a\"";
    private static final String CHANGED = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT";

    private PartDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(ofWholes(), ofParts()).flatMap(each -> each);
    }

    private static CacheDialogue part(String sentence, String range, String... more) {
        var fields =
                Stream.concat(Stream.of("Range: " + range), Stream.of(more)).toArray(String[]::new);
        return that(sentence).get().gives(200, HOUR, TAG, CHANGED).get(fields).hit();
    }

    private static Stream<CacheDialogue> ofWholes() {
        return Stream.of(
                part("9110 14.1.2: the first bytes", "bytes=0-5")
                        .status(206)
                        .body("answer")
                        .has("Content-Range", "bytes 0-5/8")
                        .has("Content-Length", "6")
                        .has("ETag", "\"a\""),
                part("9110 14.1.2: those amid", "bytes=2-3").status(206).body("sw"),
                part("9110 14.1.2: one byte", "bytes=7-7").status(206).body("1"),
                part("9110 14.1.2: the last ones", "bytes=-3")
                        .status(206)
                        .body("r 1")
                        .has("Content-Range", "bytes 5-7/8"),
                part("9110 14.1.2: more last ones than there are", "bytes=-99")
                        .status(206)
                        .body("answer 1"),
                part("9110 14.1.2: to the end", "bytes=6-").status(206).body(" 1"),
                part("9110 14.1.2: beyond the end", "bytes=6-99")
                        .status(206)
                        .body(" 1")
                        .has("Content-Range", "bytes 6-7/8"),
                part("9110 14.1.1: units in any case", "BYTES=0-5").status(206),
                part("9110 15.5.17: after the end", "bytes=8-").status(416).has("Content-Range", "bytes \\*/8"),
                part("9110 15.5.17: no last bytes", "bytes=-0").status(416),
                part("9110 14.2: other units mean nothing", "lines=0-5").status(200),
                part("9110 14.1.1: what cannot be read means nothing", "bytes=5-0")
                        .status(200),
                part("9110 14.1.1: words mean nothing", "bytes=a-b").status(200),
                part("9110 14.2: several parts are given as the whole", "bytes=0-1,3-4")
                        .status(200)
                        .body("answer 1"),
                part("9110 13.1.5: If-Range with the tag", "bytes=0-5", "If-Range: \"a\"")
                        .status(206),
                part("9110 13.1.5: If-Range with another", "bytes=0-5", "If-Range: \"b\"")
                        .status(200)
                        .body("answer 1"),
                part("9110 13.1.5: If-Range compares strongly", "bytes=0-5", "If-Range: W/\"a\"")
                        .status(200),
                part("9110 13.1.5: If-Range with the date", "bytes=0-5", "If-Range: Sun, 06 Nov 1994 08:49:37 GMT")
                        .status(206),
                part("9110 13.1.5: If-Range with another date", "bytes=0-5", "If-Range: Mon, 07 Nov 1994 08:49:37 GMT")
                        .status(200),
                part("9110 13.2.2: If-None-Match comes first", "bytes=0-5", "If-None-Match: \"a\"")
                        .status(304),
                that("9110 14.2: a HEAD has no parts")
                        .get()
                        .gives(200, HOUR)
                        .head("Range: bytes=0-5")
                        .hit()
                        .status(200),
                that("9110 14.2: nor has an error")
                        .get()
                        .gives(404, HOUR)
                        .get("Range: bytes=0-5")
                        .hit()
                        .status(404),
                that("3.3: a whole that was asked for as a part is kept")
                        .get("Range: bytes=0-5")
                        .gives(200, HOUR)
                        .asked()
                        .get()
                        .hit()
                        .body("answer 1"),
                that("4.3: what is stale is validated as a whole")
                        .get()
                        .gives(200, "Cache-Control: max-age=1", "Age: 9", TAG)
                        .get("Range: bytes=0-5")
                        .gives(304, TAG, HOUR)
                        .asksUpstreamWithout("Range")
                        .status(206)
                        .body("answer")
                        .get()
                        .hit());
    }

    private static CacheDialogue stored(String sentence, String range, String contentRange, String... more) {
        var fields = Stream.concat(Stream.of(HOUR, "Content-Range: " + contentRange), Stream.of(more))
                .toArray(String[]::new);
        return that(sentence)
                .get("Range: " + range)
                .gives(206, fields)
                .asksUpstream("Range: " + range)
                .status(206);
    }

    private static Stream<CacheDialogue> ofParts() {
        return Stream.of(
                stored("3.4: a part is nobody's whole", "bytes=0-7", "bytes 0-7/20")
                        .get()
                        .asked(),
                stored("3.4: not even one that has it all but the last", "bytes=0-7", "bytes 0-7/9")
                        .get()
                        .asked(),
                stored("3.4: the same part", "bytes=0-7", "bytes 0-7/20")
                        .get("Range: bytes=0-7")
                        .hit()
                        .status(206)
                        .body("answer 1")
                        .has("Content-Range", "bytes 0-7/20")
                        .has("Content-Length", "8"),
                stored("3.4: a part of a part", "bytes=4-11", "bytes 4-11/20")
                        .get("Range: bytes=6-7")
                        .hit()
                        .status(206)
                        .body("sw")
                        .has("Content-Range", "bytes 6-7/20"),
                stored("3.4: its last bytes", "bytes=12-", "bytes 12-19/20")
                        .get("Range: bytes=-2")
                        .hit()
                        .body(" 1")
                        .has("Content-Range", "bytes 18-19/20"),
                stored("3.4: its open end", "bytes=12-", "bytes 12-19/20")
                        .get("Range: bytes=18-")
                        .hit()
                        .body(" 1"),
                stored("3.4: more than a part has", "bytes=4-11", "bytes 4-11/20")
                        .get("Range: bytes=6-12")
                        .gives(206, "Content-Range: bytes 6-12/20")
                        .asked(),
                stored("3.4: an open end that is not there", "bytes=4-11", "bytes 4-11/20")
                        .get("Range: bytes=6-")
                        .gives(206, "Content-Range: bytes 6-19/20")
                        .asked(),
                stored("3.4: last bytes that are not there", "bytes=4-11", "bytes 4-11/20")
                        .get("Range: bytes=-2")
                        .gives(206, "Content-Range: bytes 18-19/20")
                        .asked(),
                stored("3.4: bytes before it", "bytes=4-11", "bytes 4-11/20")
                        .get("Range: bytes=3-5")
                        .gives(206, "Content-Range: bytes 3-5/20")
                        .asked(),
                stored("3.4: a part of what nobody knows the length of", "bytes=4-11", "bytes 4-11/*")
                        .get("Range: bytes=6-7")
                        .hit()
                        .has("Content-Range", "bytes 6-7/\\*"),
                stored("3.4: a part that does not say which is not kept", "bytes=4-11", "lines 4-11/20")
                        .get("Range: bytes=4-11")
                        .asked(),
                stored("3.4: a part whose length is another is not kept", "bytes=4-11", "bytes 4-10/20")
                        .get("Range: bytes=4-11")
                        .asked(),
                stored(
                                "3.4: several parts at once are not kept",
                                "bytes=4-11,13-13",
                                "bytes 4-11/20",
                                "Content-Type: multipart/byteranges; boundary=x")
                        .get("Range: bytes=4-11")
                        .asked(),
                stored("3.4: a HEAD takes no part", "bytes=0-7", "bytes 0-7/20")
                        .head()
                        .asked(),
                stored("3.4: nor does a condition", "bytes=0-7", "bytes 0-7/20", TAG)
                        .get("If-None-Match: \"a\"")
                        .gives(200, TAG)
                        .asksUpstreamWithout("If-None-Match", "Range"),
                stored("3.4: a stale part is asked for again", "bytes=0-7", "bytes 0-7/20", "Age: 9999", TAG)
                        .get("Range: bytes=0-7")
                        .gives(206, "Content-Range: bytes 0-7/20")
                        .asked(),
                stored("3.4: a stale part may be confirmed", "bytes=0-7", "bytes 0-7/20", "Age: 9999", TAG)
                        .get("Range: bytes=0-3")
                        .gives(304, TAG, HOUR)
                        .asksUpstream("Range: bytes=0-3", "If-None-Match: \"a\"")
                        .status(206)
                        .body("answ")
                        .get("Range: bytes=4-7")
                        .hit(),
                stored(
                                "3.4: a stale part is renewed as a part",
                                "bytes=0-7",
                                "bytes 0-7/20",
                                "Cache-Control: stale-while-revalidate=99999",
                                "Age: 9999",
                                TAG)
                        .get("Range: bytes=0-3")
                        .gives(304, TAG, "Cache-Control: max-age=3600")
                        .asksUpstream("Range: bytes=0-3", "If-None-Match: \"a\"")
                        .renewed()
                        .body("answ"),
                stored("3.4: a changed part takes its place", "bytes=0-7", "bytes 0-7/20", "Age: 9999", TAG)
                        .get("Range: bytes=8-15")
                        .gives(206, HOUR, "ETag: \"b\"", "Content-Range: bytes 8-15/16")
                        .asked()
                        .get("Range: bytes=8-15")
                        .hit()
                        .body("answer 2")
                        .get("Range: bytes=0-7")
                        .asked(),
                stored("5.2.1.7: a part is not all that is cached", "bytes=0-7", "bytes 0-7/20")
                        .get("Cache-Control: only-if-cached")
                        .status(504),
                stored("4.4: a change makes a part void", "bytes=0-7", "bytes 0-7/20")
                        .asks("POST", "")
                        .get("Range: bytes=0-7")
                        .asked(),
                stored(
                                "9110 14.4: a part of more than 2^32 bytes",
                                "bytes=5000000000-5000000007",
                                "bytes 5000000000-5000000007/6000000000")
                        .get("Range: bytes=5000000002-5000000003")
                        .hit()
                        .body("sw")
                        .has("Content-Range", "bytes 5000000002-5000000003/6000000000"),
                stored("3.4: one that varies", "bytes=0-7", "bytes 0-7/20", "Vary: Foo")
                        .get("Range: bytes=0-7", "Foo: 1")
                        .gives(206, "Content-Range: bytes 0-7/20")
                        .asked(),
                stored("3.4: a whole takes its place", "bytes=0-7", "bytes 0-7/20")
                        .get()
                        .gives(200, HOUR)
                        .asked()
                        .get()
                        .hit()
                        .body("answer 2")
                        .get("Range: bytes=0-5")
                        .hit()
                        .body("answer"),
                stored("3.4: If-Range of a part", "bytes=0-7", "bytes 0-7/20", TAG)
                        .get("Range: bytes=0-3", "If-Range: \"a\"")
                        .hit()
                        .body("answ"),
                stored("3.4: If-Range of something else", "bytes=0-7", "bytes 0-7/20", TAG)
                        .get("Range: bytes=0-3", "If-Range: \"b\"")
                        .asked());
    }
}
