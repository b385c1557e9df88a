package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** What requests that may change something make void (RFC 9111 section 4.4). */
final class ChangingDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";

    private ChangingDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(methods(), others()).flatMap(each -> each);
    }

    private static Stream<CacheDialogue> methods() {
        var void_ = Stream.of("POST", "PUT", "DELETE", "PATCH", "REWORK")
                .flatMap(method -> Stream.of(
                        that("4.4: " + method + " makes void")
                                .get()
                                .gives(200, HOUR)
                                .asks(method, "")
                                .asked()
                                .get()
                                .asked(),
                        that("4.4: " + method + " with 204 does")
                                .get()
                                .gives(200, HOUR)
                                .asks(method, "")
                                .gives(204)
                                .get()
                                .asked(),
                        that("4.4: " + method + " with 303 does")
                                .get()
                                .gives(200, HOUR)
                                .asks(method, "")
                                .gives(303, "Location: /elsewhere")
                                .get()
                                .asked(),
                        that("4.4: " + method + " with 404 does not")
                                .get()
                                .gives(200, HOUR)
                                .asks(method, "")
                                .gives(404)
                                .get()
                                .hit(),
                        that("4.4: " + method + " with 500 does not")
                                .get()
                                .gives(200, HOUR)
                                .asks(method, "")
                                .gives(500)
                                .get()
                                .hit()));
        var safe = Stream.of("HEAD", "OPTIONS").map(method -> that("4.4: " + method + " does not")
                .get()
                .gives(200, HOUR)
                .asks(method, "")
                .get()
                .hit());
        return Stream.concat(void_, safe);
    }

    private static CacheDialogue other(String sentence, String suffix, String... fields) {
        return that(sentence)
                .asks("GET", suffix)
                .gives(200, HOUR)
                .asks("POST", "")
                .gives(201, fields)
                .asks("GET", suffix);
    }

    private static Stream<CacheDialogue> others() {
        return Stream.of(
                other("4.4: Location", "/b", "Location: {target}/b").asked(),
                other("4.4: Content-Location", "/b", "Content-Location: {target}/b")
                        .asked(),
                other("4.4: Location of the host that was asked for", "/b", "Location: http://a{target}/b")
                        .asked(),
                other("4.4: Location of the upstream's own", "/b", "Location: {upstream}{target}/b")
                        .asked(),
                other("4.4: Location that is relative", "?b", "Location: ?b").asked(),
                other("4.4: of another host: nothing", "/b", "Location: http://other.example{target}/b")
                        .hit(),
                other("4.4: of another port: nothing", "/b", "Content-Location: http://a:81{target}/b")
                        .hit(),
                other("4.4: of another scheme: nothing", "/b", "Content-Location: https://a{target}/b")
                        .hit(),
                other("4.4: what is no reference", "/b", "Location: http://[").hit(),
                other("4.4: others stay", "/b").hit(),
                other("4.4: others by their query stay", "?b=1").hit(),
                that("4.4: all variants")
                        .get("Foo: 1")
                        .gives(200, HOUR, "Vary: Foo")
                        .get("Foo: 2")
                        .gives(200, HOUR, "Vary: Foo")
                        .asks("POST", "")
                        .get("Foo: 1")
                        .asked()
                        .get("Foo: 2")
                        .asked(),
                that("4.4: Location of what failed")
                        .asks("GET", "/b")
                        .gives(200, HOUR)
                        .asks("POST", "")
                        .gives(409, "Location: {target}/b")
                        .asks("GET", "/b")
                        .hit());
    }
}
