package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;
import static dev.portico.gateway.edge.CacheDialogue.unused;
import static dev.portico.gateway.edge.CacheDialogue.used;

import java.util.stream.Stream;

/** What requests and answers say of keeping (RFC 9111 sections 5.2 and 5.4, RFC 5861, RFC 8246, RFC 9213). */
final class DirectiveDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";
    private static final String TAG = "ETag: \"a\"";

    private DirectiveDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(ofAnswers(), targeted(), ofRequests(), stale()).flatMap(each -> each);
    }

    private static Stream<CacheDialogue> ofAnswers() {
        return Stream.of(
                unused("5.2.2.5: no-store", "Cache-Control: no-store, max-age=3600"),
                unused("5.2.2.5: no-store in another line", HOUR, "Cache-Control: no-store"),
                unused("5.2.2.5: no-store in any case", "Cache-Control: No-StOrE, max-age=3600"),
                unused("5.2.2.5: no-store with a validator", "Cache-Control: no-store", TAG)
                        .asksUpstreamWithout("If-None-Match"),
                unused("5.2.2.5: no-store with Expires", "Cache-Control: no-store", "Expires: {3600}"),
                unused("5.2.2.4: no-cache without a validator", "Cache-Control: no-cache, max-age=3600"),
                that("5.2.2.4: no-cache is validated")
                        .get()
                        .gives(200, "Cache-Control: no-cache, max-age=3600", TAG)
                        .get()
                        .gives(304, TAG)
                        .validated(1, "If-None-Match: \"a\""),
                that("5.2.2.4: no-cache of a field withholds the field")
                        .get()
                        .gives(
                                200,
                                "Cache-Control: max-age=3600, no-cache=\"X-One, x-two\"",
                                "X-One: 1",
                                "X-Two: 2",
                                "X-Three: 3")
                        .has("X-One", "1")
                        .get()
                        .hit()
                        .lacks("X-One", "X-Two")
                        .has("X-Three", "3"),
                that("5.2.2.4: no-cache of a field as a token")
                        .get()
                        .gives(200, "Cache-Control: max-age=3600, no-cache=X-One", "X-One: 1")
                        .get()
                        .hit()
                        .lacks("X-One"),
                unused("5.2.2.7: private", "Cache-Control: private, max-age=3600"),
                unused("5.2.2.7: private in any case", "Cache-Control: PRIVATE, max-age=3600"),
                unused("5.2.2.7: private beside public", "Cache-Control: public, private, max-age=3600"),
                that("5.2.2.7: private of a field withholds the field")
                        .get()
                        .gives(200, "Cache-Control: max-age=3600, private=\"X-One\"", "X-One: 1", "X-Two: 2")
                        .get()
                        .hit()
                        .lacks("X-One")
                        .has("X-Two", "2"),
                used("5.2.2.9: public", "Cache-Control: public, max-age=3600"),
                unused("5.2.2.9: public alone is no time", "Cache-Control: public"),
                used("5.2.2.2: must-revalidate, fresh", "Cache-Control: max-age=3600, must-revalidate"),
                used("5.2.2.8: proxy-revalidate, fresh", "Cache-Control: max-age=3600, proxy-revalidate"),
                used(
                        "5.2.2.3: must-understand of a known status overrides no-store",
                        "Cache-Control: must-understand, no-store, max-age=3600"),
                unused(
                        "5.2.2.3: must-understand of an unknown one does not",
                        299,
                        "Cache-Control: must-understand, no-store, max-age=3600"),
                unused(
                        "5.2.2.3: must-understand of an unknown status",
                        499,
                        "Cache-Control: must-understand, max-age=3600"),
                used("5.2.2.6: no-transform", "Cache-Control: no-transform, max-age=3600"),
                used("8246: immutable", "Cache-Control: max-age=3600, immutable"),
                unused("8246: immutable is no time", "Cache-Control: immutable"),
                used("5.4: Pragma of an answer means nothing", HOUR, "Pragma: no-cache"));
    }

    private static Stream<CacheDialogue> targeted() {
        return Stream.of(
                used("9213: it makes fresh", "CDN-Cache-Control: max-age=3600"),
                used(
                        "9213: it wins over a shorter Cache-Control",
                        "CDN-Cache-Control: max-age=3600",
                        "Cache-Control: max-age=1",
                        "Age: 10"),
                unused("9213: it wins over a longer one", "CDN-Cache-Control: max-age=1", HOUR, "Age: 10"),
                used("9213: it wins over no-store", "CDN-Cache-Control: max-age=3600", "Cache-Control: no-store"),
                used("9213: it wins over private", "CDN-Cache-Control: max-age=3600", "Cache-Control: private"),
                unused("9213: its no-store wins", "CDN-Cache-Control: no-store", HOUR),
                unused("9213: its private wins", "CDN-Cache-Control: private", HOUR),
                unused("9213: its no-cache wins", "CDN-Cache-Control: no-cache", HOUR),
                used("9213: it wins over Expires", "CDN-Cache-Control: max-age=3600", "Expires: {-3600}", "Date: {0}"),
                unused(
                        "9213: it wins over Expires though it says no time",
                        "CDN-Cache-Control: public",
                        "Expires: {3600}"),
                used("9213: s-maxage in it", "CDN-Cache-Control: max-age=1, s-maxage=3600", "Age: 10"),
                used("9213: parameters mean nothing", "CDN-Cache-Control: max-age=3600;a=1;b"),
                used("9213: what is not known means nothing", "CDN-Cache-Control: foo=(1 2);x, max-age=3600"),
                used("9213: an empty one is not there", "CDN-Cache-Control:", HOUR),
                used(
                        "9213: one that is no dictionary is not there",
                        "CDN-Cache-Control: max-age=3600=, no-store",
                        HOUR),
                used("9213: capitals make no dictionary", "CDN-Cache-Control: Max-Age=0", HOUR),
                unused(
                        "9213: one that is no dictionary does not make fresh",
                        "CDN-Cache-Control: max-age=3600,",
                        "Cache-Control: max-age=0"),
                unused("9213: a number in quotes is none", "CDN-Cache-Control: max-age=\"3600\""),
                unused("9213: a number with a fraction is none", "CDN-Cache-Control: max-age=3600.5"),
                unused("9213: a negative one", "CDN-Cache-Control: max-age=-3600"),
                used("9213: a large one", "CDN-Cache-Control: max-age=2147483648"),
                unused(
                        "9213: lines are one dictionary, whose last member counts",
                        "CDN-Cache-Control: max-age=3600",
                        "CDN-Cache-Control: max-age=0"),
                used(
                        "9213: those of other caches mean nothing",
                        HOUR,
                        "Other-Cache-Control: no-store",
                        "Surrogate-Control: no-store"),
                that("9213: it is passed on")
                        .get()
                        .gives(200, "CDN-Cache-Control: max-age=3600")
                        .has("CDN-Cache-Control", "max-age=3600")
                        .get()
                        .hit()
                        .has("CDN-Cache-Control", "max-age=3600"),
                that("9213: must-revalidate in it forbids stale use")
                        .get()
                        .gives(200, "CDN-Cache-Control: max-age=1, must-revalidate, stale-if-error=99", "Age: 10", TAG)
                        .get()
                        .gives(503)
                        .status(503));
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
