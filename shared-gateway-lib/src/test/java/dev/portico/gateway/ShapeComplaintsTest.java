package dev.portico.gateway;

import static dev.portico.gateway.Tables.proxied;
import static dev.portico.gateway.Tables.route;
import static dev.portico.gateway.Tables.with;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong row about what requests and answers become ends in one message that says how to mend it. */
class ShapeComplaintsTest {

    static List<Arguments> shapes() {
        var request = "routes.orders.request.headers";
        var own = ": is written by the gateway itself; remove it";
        return List.of(
                of(
                        proxied("request: { headers: { set: { 'X A': b } } }"),
                        request + " = \"X A\": is no name of a header"),
                of(proxied("request: { headers: { remove: [Host] } }"), request + " = \"Host\"" + own),
                of(proxied("request: { headers: { add: { Via: x } } }"), request + " = \"Via\"" + own),
                of(proxied("request: { headers: { rename: { X-A: X_User_Id } } }"), request + " = \"X_User_Id\"" + own),
                of(
                        proxied("request: { headers: { rename: { X-A: x.shopper } } }")
                                + "identity: { headers: { user: X-Shopper } }\n",
                        request + " = \"x.shopper\"" + own),
                of(
                        proxied("request: { headers: { set: { X-A: \"a\\nb\" } } }"),
                        request + " = \"a?b\": a field's value is printable ASCII on one line"),
                of(
                        proxied("response: { headers: { set: { Content-Encoding: br } } }"),
                        "routes.orders.response.headers = \"Content-Encoding\"" + own),
                of(
                        proxied("response: { headers: { set: { Access-Control-Allow-Origin: '*' } } }"),
                        "routes.orders.response.headers = \"Access-Control-Allow-Origin\": is written as cors of the table"
                                + " says; remove it"),
                of(
                        proxied("request: { header: { remove: [X-A] } }"),
                        "routes.orders.request.header.remove[0] = \"X-A\": is no key of the table; did you mean headers?"),
                of(
                        route("path: /a, request: { query: { remove: [debug] } }"),
                        "routes.orders.request: a resource shapes its own answers; request and response stand beside to"));
    }

    static List<Arguments> origins() {
        var none =
                ": is no origin; write scheme, host and a port that is not the scheme's own, such as https://shop.example";
        return List.of(
                of(with("cors: { origins: ['*'] }"), "cors.origins = \"*\"" + none),
                of(with("cors: { origins: ['null'] }"), "cors.origins = \"null\"" + none),
                of(with("cors: { origins: [shop.example] }"), "cors.origins = \"shop.example\"" + none),
                of(
                        with("cors: { origins: ['https://shop.example/'] }"),
                        "cors.origins = \"https://shop.example/\"" + none),
                of(
                        with("cors: { origins: ['https://Shop.example'] }"),
                        "cors.origins = \"https://Shop.example\"" + none),
                of(with("cors: { origins: ['https://a:443'] }"), "cors.origins = \"https://a:443\"" + none),
                of(with("cors: { origins: ['https://*.example'] }"), "cors.origins = \"https://*.example\"" + none),
                of(with("cors: { origins: ['ftp://a'] }"), "cors.origins = \"ftp://a\"" + none),
                of(
                        with("cors: { origins: ['https://a'], headers: ['X A'] }"),
                        "cors.headers = \"X A\": is no name of a header field; write letters, digits and -"),
                of(
                        with("cors: { origins: ['https://a'], exposed: ['*'] }"),
                        "cors.exposed = \"*\": is no name of a header field; write letters, digits and -"),
                of(
                        with("cors: { origins: ['https://a'], max-age: 2d }"),
                        "cors.max-age = \"48h\": write a duration from 0s to 1d, such as 10m"),
                of(with("cors: { max-age: -1s }"), "cors.max-age = \"-1s\": write a duration from 0s to 1d"),
                of(
                        with("cors: { origin: ['https://a'] }"),
                        "cors.origin[0] = \"https://a\": is no key of the table; did"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"shapes", "origins"})
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        Tables.assertRefused(yaml, complaint);
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
