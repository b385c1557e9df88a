package dev.portico.gateway;

import static dev.portico.gateway.Tables.proxied;
import static dev.portico.gateway.Tables.route;
import static dev.portico.gateway.Tables.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    static List<Arguments> spellings() {
        var request = "routes.orders.request.headers";
        var response = "routes.orders.response.headers";
        var own = ": is written by the gateway itself; remove it";
        var twice = ": is the same field as X-A beside it; keep one";
        return List.of(
                of(
                        proxied("request: { headers: { set: { Content_Length: '5' } } }"),
                        request + " = \"Content_Length\"" + own),
                of(
                        proxied("request: { headers: { rename: { X-A: 'x~shopper' } } }")
                                + "identity: { headers: { user: X-Shopper } }\n",
                        request + " = \"x~shopper\"" + own),
                of(
                        proxied("request: { headers: { rename: { X-A: Shop-Issuer } } }")
                                + "identity: { headers: { issuer: Shop-Issuer } }\n",
                        request + " = \"Shop-Issuer\"" + own),
                of(
                        proxied("request: { headers: { rename: { X-A: X_Portico_Identity } } }")
                                + "identity: { upstream-token: { issuer: a } }\n",
                        request + " = \"X_Portico_Identity\"" + own),
                of(
                        proxied("request: { headers: { set: { X_Internal_Token: a } } }")
                                + "identity: { headers: { drop: [X-Internal-Token] } }\n",
                        request + " = \"X_Internal_Token\": is dropped as identity.headers.drop says; remove it"),
                of(
                        proxied("request: { headers: { set: { Content-Type: text/plain } }, body: { allow: [a] } }"),
                        request + " = \"Content-Type\"" + own),
                of(proxied("request: { headers: { set: { X-A: b, x_a: c } } }"), request + ".set = \"x_a\"" + twice),
                of(
                        proxied("request: { headers: { rename: { X-A: X-B, x_a: X-C } } }"),
                        request + ".rename = \"x_a\"" + twice),
                of(
                        proxied("response: { headers: { set: { X_Request_Id: a } } }"),
                        response + " = \"X_Request_Id\"" + own),
                of(proxied("response: { headers: { remove: [Trailer] } }"), response + " = \"Trailer\"" + own),
                of(
                        proxied("response: { headers: { remove: [Access_Control_Max_Age] } }"),
                        response + " = \"Access_Control_Max_Age\": is written as cors of the table says"));
    }

    static List<Arguments> bodies() {
        var body = "routes.orders.request.body";
        var value = ": write a text without braces, or one claim of the caller's token such as {sub}";
        var path = ": write names with one dot between them, such as lines.id";
        return List.of(
                of(proxied("request: { body: { set: { a: '{sub' } } }"), body + ".set.a = \"{sub\"" + value),
                of(proxied("request: { body: { set: { a: 'sub}' } } }"), body + ".set.a = \"sub}\"" + value),
                of(proxied("request: { body: { set: { a: 'u-{sub}' } } }"), body + ".set.a = \"u-{sub}\"" + value),
                of(proxied("request: { body: { set: { a: '{a}-{b}' } } }"), body + ".set.a = \"{a}-{b}\"" + value),
                of(proxied("request: { body: { set: { a: '{}' } } }"), body + ".set.a = \"{}\"" + value),
                of(proxied("request: { body: { set: { a: '{ sub }' } } }"), body + ".set.a = \"{ sub }\"" + value),
                of(proxied("request: { body: { set: { a.b: '{{sub}}' } } }"), body + ".set.a.b = \"{{sub}}\"" + value),
                of(proxied("request: { body: { set: { a..b: c } } }"), body + ".set = \"a..b\"" + path),
                of(proxied("request: { body: { allow: [a, .b] } }"), body + ".allow = \".b\"" + path),
                of(proxied("request: { body: { remove: [a.] } }"), body + ".remove = \"a.\"" + path),
                of(proxied("request: { body: { remove: [.] } }"), body + ".remove = \".\"" + path),
                of(proxied("request: { body: { allow: ['a. .b'] } }"), body + ".allow = \"a. .b\"" + path),
                of(
                        proxied("request: { body: { set: { a: b, A.c: d } } }"),
                        body + ".set = \"A.c\": is set with a beside it; keep one"),
                of(
                        proxied("request: { body: { set: { a.b: c, a.B: d } } }"),
                        body + ".set = \"a.b\": is set with a.B beside it; keep one"));
    }

    static List<Arguments> answers() {
        var allow = "routes.orders.response.body.allow";
        var path = ": write names with one dot between them, such as lines.id";
        var plain = ": asks for an answer of which response.body cannot take fields; remove it";
        return List.of(
                of(proxied("response: { body: { allow: [id, a..b] } }"), allow + " = \"a..b\"" + path),
                of(proxied("response: { body: { allow: [.a] } }"), allow + " = \".a\"" + path),
                of(proxied("response: { body: { allow: ['a. '] } }"), allow + " = \"a. \"" + path),
                of(proxied("response: { body: { allow: [] } }"), allow + ": has no value; write one or remove the key"),
                of(
                        proxied("response: { body: { remove: [a] } }"),
                        "routes.orders.response.body.remove[0] = \"a\": is no key of the table; the keys here are allow"),
                of(
                        proxied("response: { bodies: { allow: [a] } }"),
                        "routes.orders.response.bodies.allow[0] = \"a\": is no key of the table; the keys here are headers, body"),
                of(
                        proxied(
                                "response: { body: { allow: [a] } }, request: { headers: { set: { Range: bytes=0-9 } } }"),
                        "routes.orders.request.headers = \"Range\"" + plain),
                of(
                        proxied(
                                "response: { body: { allow: [a] } }, request: { headers: { add: { accept_encoding: gzip } } }"),
                        "routes.orders.request.headers = \"accept_encoding\"" + plain),
                of(
                        route("path: /home, access: anyone, response: { body: { allow: [a] } }"),
                        "routes.orders.response: a resource shapes its own answers; request and response stand beside to"));
    }

    static List<String> sound() {
        return List.of(
                proxied("response: { headers: { remove: [X-User-Id, X-Forwarded-For, Host] } }"),
                proxied("response: { headers: { rename: { X-Role: X-Kind }, set: { X-Tenant-Id: a } } }"),
                proxied("response: { headers: { remove: [X-Internal-Token] } }")
                        + "identity: { headers: { drop: [X-Internal-Token] } }\n",
                proxied("request: { headers: { set: { Content-Type: text/plain } } }"),
                proxied("request: { headers: { rename: { X-A: X-B, X-B: X-A } } }"),
                proxied("request: { body: { allow: [a, lines.id], remove: [b.c.d] } }"),
                proxied("response: { body: { allow: [items.id, items, total] } }"),
                proxied("request: { headers: { set: { Range: bytes=0-9, Accept-Encoding: br } } }"),
                proxied("request: { body: { set: { a.b: '{sub}', a.c: '{https://shop.example/id}', ab: plain } } }"));
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
    @MethodSource({"shapes", "spellings", "bodies", "answers", "origins"})
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        Tables.assertRefused(yaml, complaint);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void what_harms_nobody_may_be_written(String yaml) {
        assertThat(Tables.compiled(yaml).rows().rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.id: '{sub}'", "customer: { id: '{sub}' }"})
    void a_path_is_written_with_dots_or_as_a_table(String set) {
        var rows = Tables.compiled(proxied("request: { body: { set: { " + set + " } } }"))
                .rows();
        assertThat(rows.destinationByRoute().getLast())
                .isInstanceOfSatisfying(
                        Destination.Proxied.class,
                        to -> assertThat(to.shape().body().set()).containsExactly(Map.entry("customer.id", "{sub}")));
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
