package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;
import static dev.portico.gateway.edge.CacheDialogue.unused;
import static dev.portico.gateway.edge.CacheDialogue.used;

import java.util.stream.Stream;

/** For how long an answer is fresh (RFC 9111 section 4.2), and how old it is (sections 4.2.3 and 5.1). */
final class FreshnessDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";

    private FreshnessDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(lifetimes(), numbers(), expires(), ages(), dates()).flatMap(each -> each);
    }

    private static Stream<CacheDialogue> lifetimes() {
        return Stream.of(
                used("4.2.1: max-age makes fresh", HOUR),
                used("4.2.1: s-maxage makes fresh", "Cache-Control: s-maxage=3600"),
                used("4.2.1: Expires makes fresh", "Expires: {3600}", "Date: {0}"),
                used("4.2.1: Expires makes fresh without a Date", "Expires: {3600}"),
                unused("4.2.1: nothing makes nothing fresh"),
                unused(
                        "4.2.2: a change long ago alone makes nothing fresh here",
                        "Last-Modified: {-864000}",
                        "Date: {0}"),
                used("4.2.1: s-maxage wins over max-age", "Cache-Control: max-age=1, s-maxage=3600", "Age: 10"),
                unused(
                        "4.2.1: s-maxage wins over a longer max-age",
                        "Cache-Control: max-age=3600, s-maxage=1",
                        "Age: 10"),
                used("4.2.1: max-age wins over Expires of the past", HOUR, "Expires: {-3600}", "Date: {0}"),
                unused(
                        "4.2.1: max-age wins over a later Expires",
                        "Cache-Control: max-age=1",
                        "Age: 9",
                        "Expires: {3600}"),
                used("4.2.1: s-maxage wins over Expires", "Cache-Control: s-maxage=3600", "Expires: {-3600}"),
                used("4.2.1: max-age wins over Expires that is no date", HOUR, "Expires: 0"),
                unused("5.2.2.1: max-age=0 is stale", "Cache-Control: max-age=0"),
                unused("5.2.2.10: s-maxage=0 is stale", "Cache-Control: s-maxage=0, max-age=3600"),
                used("4.2.1: of several max-age the first counts", "Cache-Control: max-age=3600, max-age=1", "Age: 10"),
                used("4.2.1: lines are one list", "Cache-Control: public", "Cache-Control: max-age=3600"),
                used("4.2.1: max-age stands anywhere in the list", "Cache-Control: foo, max-age=3600, bar=\"x, y\""),
                unused("5.2: a directive in a quoted argument is none", "Cache-Control: foo=\"bar, max-age=3600\""),
                used("5.2.3: what is not known is ignored", "Cache-Control: foo, bar=1, max-age=3600, x=\"y\""),
                used("5.2: names are in any case", "Cache-Control: MaX-aGe=3600"),
                used("5.2: the field's name is, too", "cache-CONTROL: max-age=3600"),
                used("5.2: empty members mean nothing", "Cache-Control: , ,max-age=3600,,"),
                used("5.2: without spaces", "Cache-Control: public,max-age=3600,foo"),
                used("5.2: with tabs", "Cache-Control: public,\tmax-age=3600\t, foo"),
                used("5.2: numbers may be quoted", "Cache-Control: max-age=\"3600\""));
    }

    private static Stream<CacheDialogue> numbers() {
        return Stream.of(
                unused("4.2.1: max-age without a number is stale", "Cache-Control: max-age"),
                unused("4.2.1: an empty max-age is stale", "Cache-Control: max-age="),
                unused("4.2.1: a negative max-age is stale", "Cache-Control: max-age=-3600"),
                unused("4.2.1: a max-age with a fraction is stale", "Cache-Control: max-age=3600.5"),
                unused("4.2.1: letters after the number", "Cache-Control: max-age=3600s"),
                unused("4.2.1: letters before the number", "Cache-Control: max-age=x3600"),
                unused("4.2.1: a sign", "Cache-Control: max-age=+3600"),
                unused("4.2.1: single quotes are none", "Cache-Control: max-age='3600'"),
                unused("4.2.1: a space before the equals sign", "Cache-Control: max-age =3600"),
                unused("4.2.1: a space after the equals sign", "Cache-Control: max-age= 3600"),
                unused("4.2.1: a broken s-maxage does not let max-age win", "Cache-Control: s-maxage=x, max-age=3600"),
                unused(
                        "4.2.1: a broken max-age does not let Expires win",
                        "Cache-Control: max-age=x",
                        "Expires: {3600}"),
                used("4.2.1: noughts before the number", "Cache-Control: max-age=00003600"),
                used("1.2.2: 2^31 - 1", "Cache-Control: max-age=2147483647"),
                used("1.2.2: 2^31", "Cache-Control: max-age=2147483648"),
                used("1.2.2: above 2^32", "Cache-Control: max-age=4294967297"),
                used("1.2.2: 2^63", "Cache-Control: max-age=9223372036854775808"),
                used("1.2.2: thirty digits", "Cache-Control: max-age=999999999999999999999999999999"),
                used("1.2.2: s-maxage above 2^31", "Cache-Control: s-maxage=99999999999"));
    }

    private static Stream<CacheDialogue> expires() {
        return Stream.of(
                unused("5.3: Expires of the past", "Expires: {-3600}", "Date: {0}"),
                unused("5.3: Expires of now", "Expires: {0}", "Date: {0}"),
                unused("5.3: Expires before a Date that is in the future", "Expires: {3600}", "Date: {7200}"),
                unused("5.3: Expires counts from the Date, and so does age", "Expires: {-1800}", "Date: {-5400}"),
                unused("5.3: 0 is the past", "Expires: 0", "Date: {0}"),
                unused("5.3: -1 is the past", "Expires: -1", "Date: {0}"),
                unused("5.3: an empty Expires is the past", "Expires:", "Date: {0}"),
                unused("5.3: a number is the past", "Expires: 4102444800"),
                used("4.2: dates are in any case", "Expires: fri, 01 jan 2100 00:00:00 gmt"),
                unused("4.2: no zone but GMT: UTC", "Expires: Fri, 01 Jan 2100 00:00:00 UTC"),
                unused("4.2: no zone but GMT: EST", "Expires: Fri, 01 Jan 2100 00:00:00 EST"),
                unused("4.2: no zone but GMT: +0000", "Expires: Fri, 01 Jan 2100 00:00:00 +0000"),
                unused("4.2: no zone", "Expires: Fri, 01 Jan 2100 00:00:00"),
                used("9110 5.6.7: the form of RFC 850", "Expires: Tuesday, 01-Jan-30 00:00:00 GMT"),
                used("9110 5.6.7: the form of asctime", "Expires: Fri Jan  1 00:00:00 2100"),
                unused(
                        "9110 5.6.7: two digits more than 50 years ahead are past",
                        "Expires: Tuesday, 01-Jan-91 00:00:00 GMT"),
                unused("9110 5.6.7: a day of one digit", "Expires: Fri, 1 Jan 2100 00:00:00 GMT"),
                unused("9110 5.6.7: two spaces", "Expires: Fri,  01 Jan 2100 00:00:00 GMT"),
                unused("9110 5.6.7: no comma", "Expires: Fri 01 Jan 2100 00:00:00 GMT"),
                unused("9110 5.6.7: no weekday", "Expires: 01 Jan 2100 00:00:00 GMT"),
                unused("9110 5.6.7: hyphens", "Expires: Fri, 01-Jan-2100 00:00:00 GMT"),
                unused("9110 5.6.7: no such time", "Expires: Fri, 01 Jan 2100 25:00:00 GMT"),
                unused("9110 5.6.7: time without seconds", "Expires: Fri, 01 Jan 2100 00:00 GMT"),
                unused("9110 5.6.7: dots", "Expires: Fri, 01 Jan 2100 00.00.00 GMT"),
                unused("5.3: of two the first counts", "Expires: {-3600}", "Expires: {3600}", "Date: {0}"));
    }

    private static Stream<CacheDialogue> ages() {
        return Stream.of(
                that("5.1: an answer from the cache has an Age")
                        .get()
                        .gives(200, HOUR)
                        .lacks("Age")
                        .get()
                        .hit()
                        .has("Age", "[0-5]"),
                that("4.2.3: what it was before counts")
                        .get()
                        .gives(200, HOUR, "Age: 100")
                        .get()
                        .hit()
                        .has("Age", "10[0-5]"),
                that("4.2.3: an old Date counts")
                        .get()
                        .gives(200, HOUR, "Date: {-100}")
                        .get()
                        .hit()
                        .has("Age", "(99|10[0-5])"),
                that("4.2.3: of Age and Date the older counts")
                        .get()
                        .gives(200, HOUR, "Date: {-50}", "Age: 100")
                        .get()
                        .hit()
                        .has("Age", "10[0-5]"),
                that("4.2.3: of Date and Age the older counts")
                        .get()
                        .gives(200, HOUR, "Date: {-100}", "Age: 50")
                        .get()
                        .hit()
                        .has("Age", "(99|10[0-5])"),
                unused("4.2.3: Age makes stale", HOUR, "Age: 3600"),
                unused("4.2.3: Age makes s-maxage stale", "Cache-Control: s-maxage=60", "Age: 60"),
                unused("4.2.3: Age makes Expires stale", "Expires: {60}", "Date: {0}", "Age: 100"),
                unused("4.2.3: an old Date makes stale", HOUR, "Date: {-7200}"),
                unused("5.1: a huge Age", HOUR, "Age: 2147483648"),
                unused("5.1: an Age that overflows", HOUR, "Age: 99999999999999999999"),
                unused("5.1: of a list the first counts", HOUR, "Age: 7200, 0"),
                used("5.1: of a list only the first counts", HOUR, "Age: 0, 7200"),
                unused("5.1: of two lines the first counts", HOUR, "Age: 7200", "Age: 0"),
                used("5.1: a negative Age is ignored", HOUR, "Age: -7200"),
                used("5.1: a word is ignored", HOUR, "Age: old"),
                used("5.1: a fraction is ignored", HOUR, "Age: 7200.0"),
                used("5.1: a quoted Age is ignored", HOUR, "Age: \"7200\""),
                used("5.1: a parameter makes it void", HOUR, "Age: 7200;a=b"),
                used("5.1: an empty Age is ignored", HOUR, "Age:"),
                that("5.1: one Age comes out")
                        .get()
                        .gives(200, HOUR, "Age: 5, 6", "Age: 7")
                        .get()
                        .hit()
                        .has("Age", "[5-9]"));
    }

    private static Stream<CacheDialogue> dates() {
        return Stream.of(
                that("9110 6.6.1: an answer without a Date gets one")
                        .get()
                        .gives(200, HOUR)
                        .has("Date", ".+ GMT")
                        .get()
                        .hit()
                        .has("Date", ".+ GMT"),
                used("4.2.3: a Date of the future makes nothing older", HOUR, "Date: {3600}"),
                used("4.2.3: a Date that is none counts as now", HOUR, "Date: soon"),
                used("4.2.1: Expires with a Date that is none", "Expires: {3600}", "Date: soon"),
                used("9110 5.6.7: a Date in the form of asctime", HOUR, "Date: Fri Jan  1 00:00:00 2100"),
                unused("9110 5.6.7: an old Date in the form of RFC 850", HOUR, "Date: Sunday, 06-Nov-94 08:49:37 GMT"));
    }
}
