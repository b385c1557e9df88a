package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** Which of the stored answers is used (RFC 9111 section 4.1). */
final class SelectingDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";

    private SelectingDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.concat(matching(), normal());
    }

    private static CacheDialogue varying(String sentence, String vary, String... request) {
        return that(sentence).get(request).gives(200, HOUR, vary);
    }

    private static Stream<CacheDialogue> matching() {
        return Stream.of(
                varying("4.1: the same field", "Vary: Foo", "Foo: 1")
                        .get("Foo: 1")
                        .hit(),
                varying("4.1: another value", "Vary: Foo", "Foo: 1")
                        .get("Foo: 2")
                        .asked(),
                varying("4.1: a missing field", "Vary: Foo", "Foo: 1").get().asked(),
                varying("4.1: missing in both", "Vary: Foo").get("Bar: 1").hit(),
                varying("4.1: missing where it was fetched", "Vary: Foo")
                        .get("Foo: 1")
                        .asked(),
                varying("4.1: an empty field is not a missing one", "Vary: Foo")
                        .get("Foo:")
                        .asked(),
                varying("4.1: a missing field is not an empty one", "Vary: Foo", "Foo:")
                        .get()
                        .asked(),
                varying("4.1: all of several", "Vary: Foo, Bar", "Foo: 1", "Bar: 2")
                        .get("Bar: 2", "Foo: 1")
                        .hit(),
                varying("4.1: the second of several", "Vary: Foo, Bar", "Foo: 1", "Bar: 2")
                        .get("Foo: 1", "Bar: 3")
                        .asked(),
                varying("4.1: values that change places", "Vary: Foo, Bar", "Foo: 1", "Bar: 2")
                        .get("Foo: 2", "Bar: 1")
                        .asked(),
                that("4.1: in several lines")
                        .get("Foo: 1", "Bar: 2")
                        .gives(200, HOUR, "Vary: Foo", "Vary: Bar")
                        .get("Foo: 1", "Bar: 3")
                        .asked(),
                varying("4.1: in any case", "VARY: fOO", "Foo: 1").get("foo: 1").hit(),
                varying("4.1: in any case, another", "Vary: FOO", "Foo: 1")
                        .get("foo: 2")
                        .asked(),
                varying("4.1: spaces and empty members", "Vary: , Foo ,,", "Foo: 1")
                        .get("Foo: 1")
                        .hit(),
                varying("4.1: a star is nobody's", "Vary: *").get().asked(),
                varying("4.1: a star among others", "Vary: Foo, *", "Foo: 1")
                        .get("Foo: 1")
                        .asked(),
                that("4.1: a star in another line")
                        .get()
                        .gives(200, HOUR, "Vary: Foo", "Vary: *")
                        .get()
                        .asked(),
                varying("4.1: what the key has anyway", "Vary: Host").get().hit(),
                varying("4.1: what differs for each request", "Vary: X-Request-Id")
                        .get()
                        .asked(),
                varying("4.1: a cookie", "Vary: Cookie", "Cookie: a=1")
                        .get("Cookie: a=2")
                        .asked()
                        .get()
                        .asked(),
                varying("4.1: a long value", "Vary: Foo", "Foo: " + "x".repeat(3000))
                        .get("Foo: " + "x".repeat(2999))
                        .asked(),
                varying("4.1: an empty Vary is none", "Vary:").get("Foo: 1").hit(),
                varying("4.1: several variants are kept", "Vary: Foo", "Foo: 1")
                        .get("Foo: 2")
                        .gives(200, HOUR, "Vary: Foo")
                        .get("Foo: 1")
                        .hit()
                        .body("answer 1")
                        .get("Foo: 2")
                        .hit()
                        .body("answer 2"),
                varying("4.1: the newest of several", "Vary: Foo", "Foo: 1")
                        .get("Foo: 2")
                        .gives(200, HOUR, "Date: {1}")
                        .get("Foo: 1")
                        .hit()
                        .body("answer 2"),
                that("4: the newest by its Date")
                        .get("Foo: 1")
                        .gives(200, HOUR, "Vary: Foo", "Date: {-5}")
                        .get("Foo: 2")
                        .gives(200, HOUR, "Date: {-60}")
                        .get("Foo: 1")
                        .hit()
                        .body("answer 1")
                        .get("Foo: 3")
                        .hit()
                        .body("answer 2"),
                that("4.3.3: a new answer takes the place of the one that was validated")
                        .get("Foo: 1")
                        .gives(200, "Cache-Control: max-age=10", "Age: 50", "Vary: Foo", "ETag: \"a\"")
                        .get("Foo: 1")
                        .gives(200, HOUR, "Vary: Bar", "Date: {-200}")
                        .get("Foo: 1")
                        .hit()
                        .body("answer 2"),
                varying("9211: a miss of a variant", "Vary: Foo", "Foo: 1")
                        .get("Foo: 2")
                        .has("Cache-Status", "portico; fwd=vary-miss; .*"),
                varying("4.1: a HEAD, too", "Vary: Foo", "Foo: 1")
                        .head("Foo: 2")
                        .asked()
                        .head("Foo: 1")
                        .hit());
    }

    private static Stream<CacheDialogue> normal() {
        return Stream.of(
                varying("4.1: lines that mean one list", "Vary: Foo", "Foo: 1, 2")
                        .get("Foo: 1", "Foo: 2")
                        .hit(),
                varying("4.1: spaces around members", "Vary: Foo", "Foo: 1, 2")
                        .get("Foo:  1 ,2 ")
                        .hit(),
                varying("4.1: the order of what is not known", "Vary: Foo", "Foo: 1, 2")
                        .get("Foo: 2, 1")
                        .asked(),
                varying("4.1: the case of what is not known", "Vary: Foo", "Foo: a")
                        .get("Foo: A")
                        .asked(),
                varying("4.1: the case of languages", "Vary: Accept-Language", "Accept-Language: en, de")
                        .get("Accept-Language: EN,DE")
                        .hit(),
                varying("4.1: the order of languages", "Vary: Accept-Language", "Accept-Language: en, de")
                        .get("Accept-Language: de, en")
                        .asked(),
                varying("4.1: the order of weighed languages", "Vary: Accept-Language", "Accept-Language: en;q=0.5, de")
                        .get("Accept-Language: de, en;q=0.5")
                        .hit(),
                varying("4.1: the order of codings", "Vary: Accept-Encoding", "Accept-Encoding: gzip, br")
                        .get("Accept-Encoding: br,gzip")
                        .hit(),
                varying("4.1: other codings", "Vary: Accept-Encoding", "Accept-Encoding: gzip, br")
                        .get("Accept-Encoding: gzip")
                        .asked(),
                varying("4.1: spaces of weights", "Vary: Accept", "Accept: text/html;q=0.5, a/b")
                        .get("Accept: text/html ; q=0.5 ,a/b")
                        .hit());
    }
}
