package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** What a request says of keeping (RFC 9111 sections 5.2.1 and 5.4), and what is stale (section 4.2.4, RFC 5861). */
final class RequestDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";
    private static final String TAG = "ETag: \"a\"";

    private RequestDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(ofRequests(), stale()).flatMap(each -> each);
    }

    private static CacheDialogue asking(String sentence, String field, String... answer) {
        return that(sentence).get().gives(200, answer).get(field);
    }

    private static Stream<CacheDialogue> ofRequests() {
        return Stream.of(
                asking("5.2.1.4: no-cache asks", "Cache-Control: no-cache", HOUR)
                        .asked(),
                asking("5.2.1.4: no-cache validates", "Cache-Control: no-cache", HOUR, TAG)
                        .gives(304, TAG)
                        .validated(1, "If-None-Match: \"a\""),
                asking("5.2.1.4: in any case", "Cache-Control: NO-CACHE", HOUR).asked(),
                asking("5.4: Pragma: no-cache asks where there is no Cache-Control", "Pragma: no-cache", HOUR)
                        .asked(),
                that("5.4: Pragma means nothing beside Cache-Control")
                        .get()
                        .gives(200, HOUR)
                        .get("Pragma: no-cache", "Cache-Control: max-age=1000")
                        .hit(),
                asking("5.4: other words of Pragma mean nothing", "Pragma: foo", HOUR)
                        .hit(),
                asking("5.2.1.1: max-age of what is older", "Cache-Control: max-age=50", HOUR, "Age: 100")
                        .asked(),
                asking("5.2.1.1: max-age of what is younger", "Cache-Control: max-age=500", HOUR, "Age: 100")
                        .hit(),
                asking("5.2.1.1: max-age=0", "Cache-Control: max-age=0", HOUR, "Age: 1")
                        .asked(),
                asking("5.2.1.3: min-fresh that is not left", "Cache-Control: min-fresh=3599", HOUR, "Age: 100")
                        .asked(),
                asking("5.2.1.3: min-fresh that is left", "Cache-Control: min-fresh=1000", HOUR, "Age: 100")
                        .hit(),
                asking(
                                "5.2.1.2: max-stale of what is stale for longer",
                                "Cache-Control: max-stale=10",
                                "Cache-Control: max-age=10",
                                "Age: 100")
                        .asked(),
                asking(
                                "5.2.1.2: max-stale of what is stale for less",
                                "Cache-Control: max-stale=1000",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .hit(),
                asking(
                                "5.2.1.2: max-stale without a number",
                                "Cache-Control: max-stale",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .hit(),
                asking(
                                "5.2.2.2: must-revalidate forbids max-stale",
                                "Cache-Control: max-stale=1000",
                                "Cache-Control: max-age=10, must-revalidate",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking(
                                "5.2.2.8: proxy-revalidate does",
                                "Cache-Control: max-stale=1000",
                                "Cache-Control: max-age=10, proxy-revalidate",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking(
                                "5.2.2.10: s-maxage does",
                                "Cache-Control: max-stale=1000",
                                "Cache-Control: s-maxage=10",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking(
                                "5.2.2.4: no-cache does",
                                "Cache-Control: max-stale=1000",
                                "Cache-Control: max-age=10, no-cache",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking("4.2.1: max-age that is no number is 0", "Cache-Control: max-age=x", HOUR, "Age: 5")
                        .asked(),
                asking(
                                "5.2.1.2: max-stale that is no number is 0",
                                "Cache-Control: max-stale=x",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking("5.2.1.4: no-cache with an argument", "Cache-Control: no-cache=\"x\"", HOUR)
                        .asked(),
                asking("5.2.1: several lines", "Cache-Control: foo\r\nCache-Control: no-cache", HOUR)
                        .asked(),
                asking(
                                "5.2.1: max-age and max-stale together",
                                "Cache-Control: max-age=50, max-stale=1000",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .asked(),
                asking(
                                "5.2.1: max-age that allows and max-stale",
                                "Cache-Control: max-age=500, max-stale=1000",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .hit(),
                asking(
                                "5.2.1: min-fresh and max-stale together",
                                "Cache-Control: min-fresh=10, max-stale=1000",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .asked(),
                that("5.2.1.5: no-store is not kept")
                        .get("Cache-Control: no-store")
                        .gives(200, HOUR)
                        .asked()
                        .get()
                        .asked(),
                asking("5.2.1.5: no-store takes what is there", "Cache-Control: no-store", HOUR)
                        .hit(),
                that("5.2.1.7: only-if-cached of nothing is 504")
                        .get("Cache-Control: only-if-cached")
                        .gives(200, HOUR)
                        .status(504),
                asking("5.2.1.7: only-if-cached of what is fresh", "Cache-Control: only-if-cached", HOUR)
                        .hit(),
                asking(
                                "5.2.1.7: only-if-cached of what is stale is 504",
                                "Cache-Control: only-if-cached",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .status(504),
                asking(
                                "5.2.1.7: only-if-cached with max-stale",
                                "Cache-Control: only-if-cached, max-stale=1000",
                                "Cache-Control: max-age=10",
                                "Age: 100",
                                TAG)
                        .hit(),
                asking("5.2.3: what is not known means nothing", "Cache-Control: foo=bar, baz", HOUR)
                        .hit());
    }

    private static CacheDialogue stale(String sentence, String cacheControl) {
        return that(sentence)
                .get()
                .gives(200, "Cache-Control: " + cacheControl, "Age: 100", TAG)
                .get();
    }

    private static Stream<CacheDialogue> stale() {
        return Stream.of(
                stale("5861 3: it is used while it is renewed", "max-age=10, stale-while-revalidate=1000")
                        .renewed()
                        .body("answer 1")
                        .get(),
                stale("5861 3: not beyond its time", "max-age=10, stale-while-revalidate=10")
                        .asked(),
                stale(
                                "5861 3: never what must be revalidated",
                                "max-age=10, must-revalidate, stale-while-revalidate=1000")
                        .asked(),
                stale("5861 3: never what no-cache is said of", "max-age=10, no-cache, stale-while-revalidate=1000")
                        .asked(),
                stale("5861 4: it stands in for 500", "max-age=10, stale-if-error=1000")
                        .gives(500)
                        .status(200)
                        .body("answer 1")
                        .has("Age", "1\\d\\d"),
                stale("5861 4: for 502", "max-age=10, stale-if-error=1000")
                        .gives(502)
                        .status(200)
                        .body("answer 1"),
                stale("5861 4: for 503", "max-age=10, stale-if-error=1000")
                        .gives(503)
                        .status(200)
                        .body("answer 1"),
                stale("5861 4: for 504", "max-age=10, stale-if-error=1000")
                        .gives(504)
                        .status(200)
                        .body("answer 1"),
                stale("5861 4: for no answer", "max-age=10, stale-if-error=1000")
                        .saysAndCloses("")
                        .status(200)
                        .body("answer 1"),
                stale("5861 4: for a broken one", "max-age=10, stale-if-error=1000")
                        .saysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                        .status(200)
                        .body("answer 1"),
                stale("5861 4: not for 501", "max-age=10, stale-if-error=1000")
                        .gives(501)
                        .status(501),
                stale("5861 4: not for 404", "max-age=10, stale-if-error=1000")
                        .gives(404)
                        .status(404),
                stale("5861 4: not beyond its time", "max-age=10, stale-if-error=10")
                        .gives(503)
                        .status(503),
                stale("5861 4: never what must be revalidated", "max-age=10, must-revalidate, stale-if-error=1000")
                        .gives(503)
                        .status(503),
                stale("5861 4: never what proxies must revalidate", "max-age=10, proxy-revalidate, stale-if-error=1000")
                        .gives(503)
                        .status(503),
                stale("5.2.2.2: what cannot be revalidated is 504", "max-age=10, must-revalidate")
                        .saysAndCloses("")
                        .status(504),
                stale("4.3.3: an error that is nothing's stand-in is passed on", "max-age=10")
                        .gives(503)
                        .status(503)
                        .get()
                        .gives(304, TAG)
                        .validated(1, "If-None-Match: \"a\""),
                that("5861 4: the request may ask for it")
                        .get()
                        .gives(200, "Cache-Control: max-age=10", "Age: 100", TAG)
                        .get("Cache-Control: stale-if-error=1000")
                        .gives(503)
                        .status(200)
                        .body("answer 1"));
    }
}
