package dev.portico.gateway.edge;

import static dev.portico.gateway.edge.CacheDialogue.that;
import static dev.portico.gateway.edge.CacheDialogue.unused;
import static dev.portico.gateway.edge.CacheDialogue.used;

import dev.portico.gateway.wire.Wire;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is stored and how (RFC 9111 sections 3 and 3.1 to 3.5; RFC 9110 sections 9, 15). */
final class StoringDialogues {

    private static final String HOUR = "Cache-Control: max-age=3600";

    private StoringDialogues() {}

    static Stream<CacheDialogue> all() {
        return Stream.of(statuses(), methods(), fields(), bodies(), interims()).flatMap(each -> each);
    }

    private static Stream<CacheDialogue> statuses() {
        var fresh = IntStream.of(
                        200, 201, 202, 203, 204, 299, 300, 301, 302, 303, 305, 307, 308, 399, 400, 401, 402, 403, 404,
                        405, 406, 408, 409, 410, 411, 413, 414, 415, 417, 421, 422, 429, 451, 499, 500, 501, 502, 503,
                        504, 505, 599)
                .boxed()
                .flatMap(status -> Stream.of(
                        used("3: " + status + " with max-age", status, HOUR),
                        used("3: " + status + " with Expires", status, "Expires: {3600}", "Date: {0}")));
        var silent = IntStream.of(201, 202, 299, 302, 307, 403, 499, 500, 503, 599)
                .mapToObj(status ->
                        unused("4.2.2: " + status + " that says nothing", status, "Last-Modified: {-864000}"));
        var guessed = IntStream.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501)
                .mapToObj(status -> used("4.2.2: a row may guess for " + status, status, "Last-Modified: {-864000}")
                        .at("/guessed"));
        var never = IntStream.of(201, 202, 302, 303, 307, 403, 500, 502, 503, 504, 599)
                .mapToObj(status -> unused(
                                "4.2.2: not even such a row guesses for " + status, status, "Last-Modified: {-864000}")
                        .at("/guessed"));
        return Stream.of(fresh, silent, guessed, never).flatMap(each -> each);
    }

    private static Stream<CacheDialogue> methods() {
        return Stream.of(
                that("9110 9.3.2: HEAD from GET")
                        .get()
                        .gives(200, HOUR, "X-One: 1")
                        .head()
                        .hit()
                        .body("")
                        .has("Content-Length", "8")
                        .has("X-One", "1"),
                that("9110 9.3.2: no GET from HEAD")
                        .head()
                        .gives(200, HOUR)
                        .get()
                        .asked(),
                that("9110 9.3.3: no POST from GET")
                        .get()
                        .gives(200, HOUR)
                        .asks("POST", "")
                        .asked(),
                that("9110 9.3.3: no GET from a POST that says nothing")
                        .asks("POST", "")
                        .gives(200, HOUR)
                        .get()
                        .asked(),
                that("9110 9.3.3: GET from a POST that says where its content is")
                        .asks("POST", "")
                        .gives(200, HOUR, "Content-Location: {target}")
                        .get()
                        .hit()
                        .body("answer 1"),
                that("9110 9.3.3: no GET from a POST with content of elsewhere")
                        .asks("POST", "")
                        .gives(200, HOUR, "Content-Location: {target}/other")
                        .get()
                        .asked(),
                that("9110 9.3.3: no GET from a POST without a time")
                        .asks("POST", "")
                        .gives(200, "ETag: \"a\"", "Content-Location: {target}")
                        .get()
                        .asked()
                        .asksUpstreamWithout("If-None-Match"),
                that("9110 9.3.3: no POST from such a POST")
                        .asks("POST", "")
                        .gives(200, HOUR, "Content-Location: {target}")
                        .asks("POST", "")
                        .asked(),
                that("9110 9.3.4: no GET from PUT")
                        .asks("PUT", "")
                        .gives(200, HOUR, "Content-Location: {target}")
                        .get()
                        .asked(),
                that("9110 9.3.7: OPTIONS is not kept")
                        .asks("OPTIONS", "")
                        .gives(200, HOUR)
                        .asks("OPTIONS", "")
                        .asked(),
                that("9110 9.3.1: a GET with content is passed on")
                        .get()
                        .with("x")
                        .gives(200, HOUR)
                        .get()
                        .asked());
    }

    private static Stream<CacheDialogue> fields() {
        return Stream.of(
                that("3.1: what is not known is stored")
                        .get()
                        .gives(200, HOUR, "X-Odd: a, b", "x-two: 1", "X-Two: 2")
                        .get()
                        .hit()
                        .has("X-Odd", "a, b")
                        .has("X-Two", "1 \\| 2"),
                that("3.1: what speaks of content is")
                        .get()
                        .gives(
                                200,
                                HOUR,
                                "Content-Type: text/x; q=1",
                                "Content-Language: de",
                                "Content-Security-Policy: x",
                                "Link: </a>")
                        .get()
                        .hit()
                        .has("Content-Type", "text/x; q=1")
                        .has("Content-Language", "de")
                        .has("Link", "</a>"),
                that("3.1: what is of one connection is not")
                        .get()
                        .gives(
                                200,
                                HOUR,
                                "Connection: X-One, x-two",
                                "X-One: 1",
                                "X-Two: 2",
                                "X-Three: 3",
                                "Keep-Alive: timeout=5",
                                "Proxy-Connection: x",
                                "TE: x",
                                "Upgrade: x")
                        .get()
                        .hit()
                        .lacks("X-One", "X-Two", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade")
                        .has("X-Three", "3"),
                that("3.1: what is for a proxy is not")
                        .get()
                        .gives(
                                200,
                                HOUR,
                                "Proxy-Authenticate: Basic",
                                "Proxy-Authentication-Info: x",
                                "Proxy-Authorization: x")
                        .get()
                        .hit()
                        .lacks("Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization"),
                unused("7.3: what sets a cookie is not kept here", HOUR, "Set-Cookie: a=b"),
                that("5.2.2.7: unless it withholds just the cookie")
                        .get()
                        .gives(200, "Cache-Control: max-age=3600, private=\"Set-Cookie\"", "Set-Cookie: a=b")
                        .has("Set-Cookie", "a=b")
                        .get()
                        .hit()
                        .lacks("Set-Cookie"),
                that("9112 5.2: a folded line is one")
                        .get()
                        .says(
                                "HTTP/1.1 200 OK\r\nCache-Control: max-age=3600,\r\n no-store\r\nContent-Length: 8\r\n\r\nanswer 1")
                        .get()
                        .asked(),
                that("9112 5.1: a space before the colon is none")
                        .get()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nX-One : 1\r\nContent-Length: 8\r\n\r\nanswer 1")
                        .get()
                        .hit()
                        .has("X-One", "1"),
                that("9211: what the upstream's cache says stays first")
                        .get()
                        .gives(200, HOUR, "Cache-Status: Inner; hit")
                        .has("Cache-Status", "Inner; hit \\| portico; fwd=.*")
                        .get()
                        .has("Cache-Status", "Inner; hit \\| portico; hit; ttl=.*"),
                that("9211: a miss says so")
                        .get()
                        .gives(200, HOUR)
                        .has("Cache-Status", "portico; fwd=uri-miss; fwd-status=200; stored; ttl=\\d+"),
                that("3.1: tags of purging are not for clients")
                        .get()
                        .gives(200, HOUR, "Surrogate-Key: a b")
                        .get()
                        .hit()
                        .lacks("Surrogate-Key"));
    }

    private static Stream<CacheDialogue> bodies() {
        return Stream.of(
                that("3.3: a chunked answer is kept with its length")
                        .get()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Wire.chunk("ab")
                                + Wire.chunk("c") + Wire.chunk(""))
                        .get()
                        .hit()
                        .body("abc")
                        .has("Content-Length", "3")
                        .lacks("Transfer-Encoding"),
                that("9110 6.5: trailers are not merged")
                        .get()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Wire.chunk("abc") + "0\r\nX-Sum: 1\r\n\r\n")
                        .get()
                        .hit()
                        .body("abc")
                        .lacks("X-Sum"),
                that("3.3: an answer that is cut off is not kept")
                        .get()
                        .saysAndCloses("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nContent-Length: 9\r\n\r\nhalf")
                        .status(502)
                        .get()
                        .asked(),
                that("3.3: one that comes in many chunks is kept")
                        .get()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Wire.chunk("x".repeat(4000)).repeat(50) + Wire.chunk(""))
                        .get()
                        .hit()
                        .body("x".repeat(200_000))
                        .has("Content-Length", "200000"),
                that("3.3: one that streams is kept though its connection ends")
                        .get()
                        .saysAndCloses(
                                "HTTP/1.1 200 OK\r\n" + HOUR + "\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20_000))
                        .get()
                        .hit()
                        .body("x".repeat(20_000)),
                that("9110 9.3.2: a HEAD of what is chunked")
                        .head()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .status(200)
                        .get()
                        .asked(),
                that("9110 15.3.6: a 205 is kept without content")
                        .get()
                        .says("HTTP/1.1 205 Reset\r\n" + HOUR + "\r\nContent-Length: 0\r\n\r\n")
                        .get()
                        .hit()
                        .status(205)
                        .body(""),
                that("3.3: an empty one is")
                        .get()
                        .says("HTTP/1.1 200 OK\r\n" + HOUR + "\r\nContent-Length: 0\r\n\r\n")
                        .get()
                        .hit()
                        .body("")
                        .has("Content-Length", "0"),
                that("3: a connection that closes keeps nobody from keeping")
                        .get()
                        .saysAndCloses(
                                "HTTP/1.1 200 OK\r\n" + HOUR + "\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc")
                        .get()
                        .hit()
                        .body("abc"),
                that("3: an answer of HTTP/1.0 is kept")
                        .get()
                        .saysAndCloses("HTTP/1.0 200 OK\r\n" + HOUR + "\r\nContent-Length: 3\r\n\r\nabc")
                        .get()
                        .hit()
                        .body("abc"));
    }

    private static Stream<CacheDialogue> interims() {
        return Stream.of(100, 102, 103, 150).map(status -> that("9110 15.2: an answer after " + status + " is kept")
                .get()
                .says("HTTP/1.1 " + status + " Wait\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n" + HOUR
                        + "\r\nContent-Length: 3\r\n\r\nabc")
                .status(200)
                .body("abc")
                .get()
                .hit()
                .body("abc")
                .lacks("Link"));
    }
}
