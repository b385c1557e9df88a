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
        return Stream.of(ofAnswers(), targeted()).flatMap(each -> each);
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
}
