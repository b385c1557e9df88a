package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** How the cache asks whether what it has is right still (RFC 9111 sections 4.3.1, 4.3.3, 4.3.4 and 3.2). */
final class ValidatingDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";
    private static final String STALE = "Cache-Control: max-age=10";
    private static final String AGE = "Age: 100";
    private static final String TAG = "ETag: \"a\"";
    private static final String CHANGED = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String SINCE = "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT";

    private ValidatingDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(asked(), renewed()).flatMap(each -> each);
    }

    private static CacheDialogue stale(String sentence, String... fields) {
        var all = Stream.concat(Stream.of(STALE, AGE), Stream.of(fields)).toArray(String[]::new);
        return that(sentence).get().gives(200, all);
    }

    private static Stream<CacheDialogue> asked() {
        return Stream.of(
                stale("4.3.1: by its tag", TAG).get().gives(304, TAG, HOUR).validated(1, "If-None-Match: \"a\""),
                stale("4.3.1: by its date", CHANGED).get().gives(304, CHANGED).validated(1, SINCE),
                stale("4.3.1: by both", TAG, CHANGED).get().gives(304, TAG).validated(1, "If-None-Match: \"a\"", SINCE),
                stale("4.3.1: by a weak tag", "ETag: W/\"a\"")
                        .get()
                        .gives(304, "ETag: W/\"a\"")
                        .validated(1, "If-None-Match: W/\"a\""),
                stale("4.3.1: by a tag with a comma", "ETag: \"a, b\"")
                        .get()
                        .gives(304, "ETag: \"a, b\"")
                        .validated(1, "If-None-Match: \"a, b\""),
                stale("9110 8.8.3: by an empty tag", "ETag: \"\"")
                        .get()
                        .gives(304, "ETag: \"\"", HOUR)
                        .validated(1, "If-None-Match: \"\"")
                        .get()
                        .hit(),
                stale("4.3.1: of two tags the first counts", TAG, "ETag: \"b\"")
                        .get()
                        .gives(304, TAG)
                        .validated(1, "If-None-Match: \"a\""),
                stale("4.3.1: a date in another form, as it stands", "Last-Modified: Sunday, 06-Nov-94 08:49:37 GMT")
                        .get()
                        .gives(304, HOUR)
                        .validated(1, "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT"),
                that("4.1: the upstream may confirm what is stored for other requests")
                        .get("Foo: 1")
                        .gives(200, HOUR, TAG, "Vary: Foo")
                        .get("Foo: 2")
                        .gives(304, HOUR, TAG, "Vary: Foo")
                        .validated(1, "If-None-Match: \"a\"", "Foo: 2")
                        .get("Foo: 2")
                        .hit()
                        .body("answer 1")
                        .get("Foo: 1")
                        .hit(),
                stale("4.3.4: a 304 that says what codes it", TAG)
                        .get()
                        .says("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n" + HOUR
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .validated(1)
                        .get()
                        .hit()
                        .body("answer 1")
                        .lacks("Transfer-Encoding"),
                stale("4.3.3: an error with a time of its own takes its place", TAG)
                        .get()
                        .gives(503, HOUR)
                        .status(503)
                        .get()
                        .hit()
                        .status(503),
                stale("4.3.1: by a tag without quotes, as it stands", "ETag: a")
                        .get()
                        .gives(304, "ETag: a")
                        .validated(1, "If-None-Match: a"),
                stale("4.3.1: not by a date that is none", "Last-Modified: soon")
                        .get()
                        .asksUpstreamWithout("If-Modified-Since")
                        .asked(),
                stale("4.3.1: nothing to ask by", "X: y")
                        .get()
                        .asksUpstreamWithout("If-None-Match", "If-Modified-Since")
                        .asked(),
                stale("4.3.1: conditions of the client do not stand beside", TAG)
                        .get("If-None-Match: \"b\"", "If-Modified-Since: Mon, 07 Nov 1994 08:49:37 GMT")
                        .gives(304, TAG)
                        .validated(1, "If-None-Match: \"a\"")
                        .asksUpstreamWithout("If-Modified-Since"),
                stale("4.3.1: what the client holds is told to it", TAG)
                        .get("If-None-Match: \"a\"")
                        .gives(304, TAG, HOUR)
                        .status(304)
                        .get()
                        .hit()
                        .body("answer 1"),
                stale("4.3.3: a new answer takes its place", TAG)
                        .get()
                        .gives(200, HOUR, "ETag: \"b\"")
                        .asked()
                        .get()
                        .hit()
                        .body("answer 2"),
                stale("4.3.3: a new answer that is not kept does", TAG)
                        .get()
                        .gives(200, "Cache-Control: no-store")
                        .asked()
                        .get()
                        .asked()
                        .asksUpstreamWithout("If-None-Match"),
                stale("4.3.3: so does a missing one", TAG)
                        .get()
                        .gives(404)
                        .status(404)
                        .get()
                        .asksUpstreamWithout("If-None-Match")
                        .asked(),
                that("4.3: validation of the variant that was chosen")
                        .get("Foo: 1")
                        .gives(200, STALE, AGE, TAG, "Vary: Foo")
                        .get("Foo: 2")
                        .gives(200, STALE, AGE, "ETag: \"b\"", "Vary: Foo")
                        .get("Foo: 1")
                        .gives(304, TAG, HOUR)
                        .validated(1, "If-None-Match: \"a\"", "Foo: 1")
                        .get("Foo: 2")
                        .gives(304, "ETag: \"b\"")
                        .validated(2, "If-None-Match: \"b\""));
    }

    private static Stream<CacheDialogue> renewed() {
        return Stream.of(
                stale("4.3.4: it is fresh again as the 304 says", TAG)
                        .get()
                        .gives(304, TAG, HOUR)
                        .validated(1)
                        .get()
                        .hit()
                        .body("answer 1")
                        .has("Cache-Control", "max-age=3600"),
                stale("4.3.4: it is as fresh again as it was", TAG, "Date: {-100}")
                        .get()
                        .gives(304, TAG, "Date: {0}")
                        .validated(1)
                        .get()
                        .hit(),
                stale("4.3.4: Expires of the 304", TAG)
                        .get()
                        .gives(304, TAG, "Cache-Control: foo", "Expires: {3600}")
                        .validated(1)
                        .get()
                        .hit(),
                stale(
                                "3.2: fields of the 304 take the place of stored ones",
                                TAG,
                                "X-One: 1",
                                "X-Two: 2",
                                "Content-Type: text/a",
                                "Link: </a>")
                        .get()
                        .gives(
                                304,
                                TAG,
                                HOUR,
                                "X-One: 9",
                                "X-New: 3",
                                "Content-Type: text/b",
                                "Link: </b>",
                                "Link: </c>")
                        .has("X-One", "9")
                        .get()
                        .hit()
                        .has("X-One", "9")
                        .has("X-Two", "2")
                        .has("X-New", "3")
                        .has("Content-Type", "text/b")
                        .has("Link", "</b> \\| </c>"),
                stale("3.2: all but the length", TAG)
                        .get()
                        .gives(304, TAG, HOUR, "Content-Length: 500")
                        .validated(1)
                        .get()
                        .hit()
                        .body("answer 1")
                        .has("Content-Length", "8"),
                stale("3.2: and what is of one connection", TAG)
                        .get()
                        .gives(304, TAG, HOUR, "Connection: X-One", "X-One: 1", "Keep-Alive: x")
                        .validated(1)
                        .get()
                        .hit()
                        .lacks("X-One", "Keep-Alive"),
                stale("3.2: Age is that of the 304", TAG)
                        .get()
                        .gives(304, TAG, HOUR, "Age: 20")
                        .has("Age", "2\\d")
                        .get()
                        .hit()
                        .has("Age", "2\\d"),
                stale("3.2: a new tag of the same date", CHANGED)
                        .get()
                        .gives(304, CHANGED, TAG, HOUR)
                        .validated(1)
                        .get()
                        .hit()
                        .has("ETag", "\"a\""),
                stale("4.3.4: a 304 without validators", TAG)
                        .get()
                        .gives(304, HOUR)
                        .validated(1)
                        .get()
                        .hit()
                        .body("answer 1"),
                stale("4.3.4: a weak tag for a weak one", "ETag: W/\"a\"")
                        .get()
                        .gives(304, "ETag: W/\"a\"", HOUR)
                        .validated(1)
                        .get()
                        .hit(),
                stale("4.3.4: a weak tag for a strong one", TAG)
                        .get()
                        .gives(304, "ETag: W/\"a\"", HOUR)
                        .validated(1)
                        .get()
                        .hit(),
                stale("5.2.2.5: a 304 may end it", TAG)
                        .get()
                        .gives(304, TAG, "Cache-Control: no-store")
                        .validated(1)
                        .get()
                        .asksUpstreamWithout("If-None-Match")
                        .asked(),
                that("4.3.4: nothing is renewed by what a client asked itself")
                        .get("If-None-Match: \"b\"")
                        .gives(200, HOUR, TAG)
                        .asksUpstreamWithout("If-None-Match")
                        .asked()
                        .get()
                        .hit());
    }
}
