package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** Conditions of clients (RFC 9111 section 4.3.2, RFC 9110 section 13), and what a HEAD tells (section 4.3.5). */
final class ConditionDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";
    private static final String STALE = "Cache-Control: max-age=10";
    private static final String AGE = "Age: 100";
    private static final String TAG = "ETag: \"a\"";
    private static final String CHANGED = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String SINCE = "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT";

    private ConditionDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(ofClients(), heads()).flatMap(each -> each);
    }

    private static CacheDialogue stale(String sentence, String... fields) {
        var all = Stream.concat(Stream.of(STALE, AGE), Stream.of(fields)).toArray(String[]::new);
        return that(sentence).get().gives(200, all);
    }

    private static CacheDialogue held(String sentence, String validator, String... conditions) {
        return that(sentence)
                .get()
                .gives(200, HOUR, validator, "Date: {-2}", "X-Odd: 1")
                .get(conditions)
                .hit();
    }

    private static Stream<CacheDialogue> ofClients() {
        return Stream.of(
                held("9110 13.1.2: the same tag", TAG, "If-None-Match: \"a\"")
                        .status(304)
                        .body("")
                        .has("ETag", "\"a\"")
                        .has("Cache-Control", "max-age=3600")
                        .has("Date", ".+")
                        .lacks("X-Odd", "Content-Length"),
                held("9110 13.1.2: another tag", TAG, "If-None-Match: \"b\"").status(200),
                held("9110 13.1.2: one of a list", TAG, "If-None-Match: \"b\", \"a\"")
                        .status(304),
                held("9110 13.1.2: one of several lines", TAG, "If-None-Match: \"b\"", "If-None-Match: \"a\"")
                        .status(304),
                held("9110 13.1.2: weakly", TAG, "If-None-Match: W/\"a\"").status(304),
                held("9110 13.1.2: weakly the other way", "ETag: W/\"a\"", "If-None-Match: \"a\"")
                        .status(304),
                held("9110 13.1.2: a tag with a comma", "ETag: \"a,b\"", "If-None-Match: \"c\", \"a,b\"")
                        .status(304),
                held("9110 13.1.2: half of a tag with a comma", "ETag: \"a,b\"", "If-None-Match: \"b\"")
                        .status(200),
                held("9110 13.1.2: another case", TAG, "If-None-Match: \"A\"").status(200),
                held("9110 13.1.2: a star", TAG, "If-None-Match: *").status(304),
                held("9110 13.1.2: a tag where there is none", CHANGED, "If-None-Match: \"a\"")
                        .status(200),
                held("9110 13.1.3: the same date", CHANGED, SINCE)
                        .status(304)
                        .has("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
                held("9110 13.1.3: a later one", CHANGED, "If-Modified-Since: Mon, 07 Nov 1994 08:49:37 GMT")
                        .status(304),
                held("9110 13.1.3: an earlier one", CHANGED, "If-Modified-Since: Sat, 05 Nov 1994 08:49:37 GMT")
                        .status(200),
                held("9110 13.1.3: no date", CHANGED, "If-Modified-Since: soon").status(200),
                held("9110 13.1.3: of what does not say, the Date", TAG, "If-Modified-Since: {0}")
                        .status(304),
                held("9110 13.1.3: means nothing beside a tag", TAG, "If-None-Match: \"b\"", "If-Modified-Since: {0}")
                        .status(200),
                held(
                                "9110 13.1.2: the tag wins over the date",
                                TAG,
                                "If-None-Match: \"a\"",
                                "If-Modified-Since: Sat, 05 Nov 1994 08:49:37 GMT")
                        .status(304),
                that("4.3.2: who asks for what is not here gets it kept for others")
                        .get("If-None-Match: \"a\"")
                        .gives(200, HOUR, TAG)
                        .asksUpstreamWithout("If-None-Match")
                        .status(304)
                        .get()
                        .hit()
                        .body("answer 1"),
                that("9110 13.1.1: If-Match is for the upstream")
                        .get()
                        .gives(200, HOUR, TAG)
                        .get("If-Match: \"b\"")
                        .gives(412)
                        .asksUpstream("If-Match: \"b\"")
                        .status(412)
                        .get()
                        .hit(),
                that("9110 13.1.4: If-Unmodified-Since is, too")
                        .get()
                        .gives(200, HOUR, CHANGED)
                        .get("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT")
                        .asksUpstream("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT"),
                that("9110 13.2.1: a condition on an error means nothing")
                        .get()
                        .gives(404, HOUR, TAG)
                        .get("If-None-Match: \"a\"")
                        .hit()
                        .status(404),
                that("4.3.2: HEAD with a condition")
                        .get()
                        .gives(200, HOUR, TAG)
                        .head("If-None-Match: \"a\"")
                        .hit()
                        .status(304));
    }

    private static Stream<CacheDialogue> heads() {
        return Stream.of(
                stale("4.3.5: a HEAD renews", TAG, "X-One: 1")
                        .head()
                        .gives(200, HOUR, TAG, "X-One: 2", "Content-Length: 8")
                        .get()
                        .hit()
                        .body("answer 1")
                        .has("X-One", "2"),
                stale("4.3.5: a HEAD without validators renews", "X-One: 1", "Cache-Control: stale-if-error=99")
                        .head()
                        .gives(200, HOUR, "X-One: 2", "Content-Length: 8")
                        .get()
                        .hit()
                        .has("X-One", "2"),
                stale("4.3.5: one with another tag ends it", TAG)
                        .head()
                        .gives(200, HOUR, "ETag: \"b\"", "Content-Length: 8")
                        .get()
                        .asked(),
                stale("4.3.5: one with another length does", TAG)
                        .head()
                        .gives(200, HOUR, TAG, "Content-Length: 9")
                        .get()
                        .asked(),
                stale("4.3.5: one with another date does", CHANGED)
                        .head()
                        .gives(200, HOUR, "Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT", "Content-Length: 8")
                        .get()
                        .asked(),
                that("4.3.5: one that the client wants from upstream does")
                        .get()
                        .gives(200, HOUR, TAG)
                        .head("Cache-Control: no-cache")
                        .gives(200, HOUR, "ETag: \"b\"")
                        .get()
                        .asked(),
                that("4.3.5: a HEAD that says 404 ends nothing that is fresh")
                        .get()
                        .gives(200, HOUR, TAG)
                        .head("Cache-Control: no-cache")
                        .gives(503)
                        .get()
                        .hit());
    }
}
