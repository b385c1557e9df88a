package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;

import java.util.stream.Stream;

/** Under what an answer is stored, and for whom (RFC 9111 sections 2, 3.5 and 7.3). */
final class KeyDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";

    private KeyDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(credentials(), targets()).flatMap(each -> each);
    }

    private static CacheDialogue bearing(String credentials, String sentence, String... answer) {
        return that(sentence)
                .at("/guest")
                .get(credentials)
                .gives(200, answer)
                .asked()
                .get();
    }

    private static Stream<CacheDialogue> credentials() {
        var basic = "Authorization: Basic Zm9vOmJhcg==";
        return Stream.of(
                bearing(basic, "3.5: what came with credentials is nobody else's", HOUR)
                        .asked(),
                bearing("Authorization: Odd x", "3.5: with those of any scheme", HOUR)
                        .asked(),
                bearing(basic, "3.5: Expires does not open it", "Expires: {3600}")
                        .asked(),
                bearing(basic, "3.5: a Vary by cookies does not either", HOUR, "Vary: Cookie")
                        .asked(),
                bearing(basic, "3.5: one by Authorization does not", HOUR, "Vary: Authorization")
                        .asked(),
                bearing(basic, "3.5: public does", "Cache-Control: max-age=3600, public")
                        .hit(),
                bearing(basic, "3.5: must-revalidate does", "Cache-Control: max-age=3600, must-revalidate")
                        .hit(),
                bearing(basic, "3.5: s-maxage does", "Cache-Control: s-maxage=3600")
                        .hit(),
                that("3.5: one with credentials takes what is open")
                        .at("/guest")
                        .get()
                        .gives(200, HOUR)
                        .get(basic)
                        .hit(),
                that("3.5: refused credentials bring nothing into the cache")
                        .get(basic)
                        .status(401)
                        .get()
                        .gives(200, HOUR)
                        .asked()
                        .get(basic)
                        .status(401)
                        .get()
                        .hit(),
                bearing("Cookie: a=b", "7.3: what came with a cookie is nobody else's here", HOUR)
                        .asked(),
                that("7.3: unless it varies by it")
                        .at("/guest")
                        .get("Cookie: a=b")
                        .gives(200, HOUR, "Vary: Cookie")
                        .get("Cookie: a=b")
                        .hit()
                        .get("Cookie: a=c")
                        .asked());
    }

    private static Stream<CacheDialogue> targets() {
        return Stream.of(
                that("2: the query is part of the key")
                        .get()
                        .gives(200, HOUR)
                        .asks("GET", "?a=1")
                        .gives(200, HOUR)
                        .asked()
                        .asks("GET", "?a=2")
                        .asked()
                        .asks("GET", "?a=1")
                        .hit(),
                that("2: an answer to a query is kept")
                        .asks("GET", "?a=b&c")
                        .gives(200, HOUR)
                        .asks("GET", "?a=b&c")
                        .hit(),
                that("9110 9.3.3: what a POST brings for parameters that do not count is nobody else's")
                        .at("/paged")
                        .asks("POST", "?page=1&x=evil")
                        .gives(200, HOUR, "Content-Location: {target}?page=1&x=evil")
                        .asked()
                        .asks("GET", "?page=1")
                        .asked(),
                that("2: an empty query is another one")
                        .get()
                        .gives(200, HOUR)
                        .asks("GET", "?")
                        .asked(),
                that("2: a long target")
                        .asks("GET", "?" + "a=1&".repeat(700))
                        .gives(200, HOUR)
                        .asks("GET", "?" + "a=1&".repeat(700))
                        .hit(),
                that("9110 4.2.3: the case of what is percent-encoded")
                        .asks("GET", "/%c3%bc")
                        .gives(200, HOUR)
                        .asks("GET", "/%C3%BC")
                        .hit(),
                that("9110 4.2.3: what need not be percent-encoded")
                        .asks("GET", "/%61")
                        .gives(200, HOUR)
                        .asks("GET", "/a")
                        .hit());
    }
}
