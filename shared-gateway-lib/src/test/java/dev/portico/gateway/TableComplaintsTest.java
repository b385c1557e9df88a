package dev.portico.gateway;

import static dev.portico.gateway.Tables.issuer;
import static dev.portico.gateway.Tables.limit;
import static dev.portico.gateway.Tables.proxied;
import static dev.portico.gateway.Tables.route;
import static dev.portico.gateway.Tables.upstream;
import static dev.portico.gateway.Tables.with;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong table ends in one message that names the row, the key, the value and how to mend it. */
class TableComplaintsTest {

    private static final String MINUTE = "permits: 5, window: 1m, per: [user]";
    private static final String ADDRESS = "is no address of a service; write scheme, host and port only";

    static List<Arguments> routes() {
        return List.of(
                of(route("to: orders"), "routes.orders.path: is missing; write the path that the row is about"),
                of(route("path: orders"), "routes.orders.path = \"orders\": has to start with a slash; write /orders"),
                of(route("path: /a/../b"), "routes.orders.path = \"/a/../b\": is no path that a request can have"),
                of(
                        route("path: /a, access: everybody"),
                        "routes.orders.access = \"everybody\": is not known; write anyone or caller"),
                of(route("path: /a, access: yes"), "routes.orders.access = \"true\": is not known; write anyone or"),
                of(
                        route("path: /a, access: [anyone]"),
                        "routes.orders.access[0] = \"anyone\": cannot be written so; write anyone, caller, or {"),
                of(
                        route("path: /a, access: { role: [a] }"),
                        "routes.orders.access.role[0] = \"a\": is no key of the table; did you mean roles?"),
                of(
                        route("path: /a, access: { roles: [] }"),
                        "routes.orders.access.roles: has no value; write one or remove the key"),
                of(
                        route("path: /a, access: { roles: ['${ADMIN}'] }"),
                        "routes.orders.access.roles[0] = \"${ADMIN}\": has no value; set ADMIN in the environment, or"
                                + " write ${ADMIN:default}"),
                of(
                        route("path: /a, access: { scopes: ['${ADMIN:}'] }"),
                        "routes.orders.access.scopes[0] = \"${ADMIN:}\": has no value; write one or remove the key"),
                of(
                        route("path: /a, access: { roles: }"),
                        "routes.orders.access.roles: has no value; write one or remove"),
                of(route("path: /a, access: {}"), "routes.orders.access: has no value; write one or remove the key"),
                of(route("path: /a, access:"), "routes.orders.access: has no value; write one or remove the key"),
                of(route("path: /a, methods: []"), "routes.orders.methods: has no value; write one or remove the key"),
                of(
                        route("path: /a, methods: [get]"),
                        "routes.orders.methods = \"get\": is no method that can be served; write methods such as [GET"),
                of(route("path: /a, methods: [CONNECT]"), "routes.orders.methods = \"CONNECT\": is no method that can"),
                of(
                        route("path: /a, to: order"),
                        "routes.orders.to = \"order\": there is no such upstream; write orders, or add it to upstreams"),
                of(
                        route("path: /a, limits: [browse]"),
                        "routes.orders.limits = \"browse\": there is no such limit; add it to limits"),
                of(
                        route("path: /a, timeout: 3s"),
                        "routes.orders.timeout = \"3s\": means something only beside to; name an upstream or remove it"),
                of(route("path: /a, strip: /a"), "routes.orders.strip = \"/a\": means something only beside to"),
                of(
                        route("path: /a, access: caller, bad-token: ignore"),
                        "routes.orders.bad-token = \"ignore\": a bad token can be ignored only with access: anyone"),
                of(
                        route("path: /a, access: { roles: [a] }, bad-token: ignore"),
                        "routes.orders.bad-token = \"ignore\": a bad token can be ignored only with access: anyone"),
                of(
                        route("path: /a, bad-token: drop"),
                        "routes.orders.bad-token = \"drop\": is not known; write ignore or refuse"),
                of(
                        route("path: /a, cache: { ttl: 30s }"),
                        "routes.orders.cache.ttl = \"30s\": is no key of the table; the keys here are path, methods, to"),
                of(
                        route("path: /a, body-limit: big"),
                        "routes.orders.body-limit = \"big\": cannot be read; write a size such as 64K, 1M or 2G"),
                of(
                        route("path: /a, body-limit: -1"),
                        "routes.orders.body-limit = \"-1\": cannot be read; write a size"),
                of(
                        proxied("timeout: soon"),
                        "routes.orders.timeout = \"soon\": cannot be read; write a duration such as 500ms, 2s or 15m"),
                of(proxied("timeout: -3s"), "routes.orders.timeout = \"-3s\": write a duration such as 2s"),
                of(
                        proxied("timout: 3s"),
                        "routes.orders.timout = \"3s\": is no key of the table; did you mean timeout?"),
                of(
                        proxied("forward-token: perhaps"),
                        "routes.orders.forward-token = \"perhaps\": cannot be read; write true or false"),
                of(
                        proxied("strip: /orders"),
                        "routes.orders.strip = \"/orders\": has to be the literal start of the row's path"),
                of(
                        proxied("strip: /ap"),
                        "routes.orders.strip = \"/ap\": has to be the literal start of the row's path"),
                of(proxied("strip: /api/"), "routes.orders.strip = \"/api/\": has to be the literal start"),
                of(proxied("strip: '/{x}'"), "routes.orders.strip = \"/{x}\": has to be the literal start"),
                of(proxied("strip: api"), "routes.orders.strip = \"api\": has to start with a slash; write /api"),
                of(proxied("prefix: v2"), "routes.orders.prefix = \"v2\": has to start with a slash; write /v2"),
                of(proxied("prefix: /v2/"), "routes.orders.prefix = \"/v2/\": write a path without slash or pattern"),
                of(
                        with("routes: { b: { path: '/{x}' }, a: { path: '/{y}', methods: [PUT, PATCH] } }")
                                .replaceFirst("routes.*\n", ""),
                        "routes.b.path = \"/{x}\": no rule can order this row and routes.a for PATCH; give them different"
                                + " paths or methods"),
                of(
                        route("path: /a").replace("orders: { path", "my orders: { path"),
                        "routes.my orders: a row's name stands in metrics and logs; write letters, digits, - and _"),
                of(route("path: /a").replace("orders: { path", "unmatched: { path"), "routes.unmatched: a row's name"),
                of(
                        route("path: /a").replaceFirst("routes.*", "routes: { orders: /orders }"),
                        "routes.orders = \"/orders\": cannot be written so; the keys here are path, methods"),
                of(
                        route("path: /a").replaceFirst("routes.*", "routes: [a]"),
                        "routes[0] = \"a\": cannot be written so; write rows, each with a name and its keys"),
                of(
                        route("path: /a").replaceFirst("routes.*", "routes: {}"),
                        "routes: the table holds no row; nothing would be served"));
    }

    static List<Arguments> limits() {
        return List.of(
                of(limit("window: 1m, per: [user]"), "limits.browse.permits: is missing; write a whole number"),
                of(limit("permits: 5, per: [user]"), "limits.browse.window: is missing; write a duration such as"),
                of(limit("permits: 5, window: 1m"), "limits.browse.per: is missing; write a list of address, user"),
                of(limit("permits: 5, window: 1m, per: []"), "limits.browse.per: has no value; write one or remove"),
                of(
                        limit("permits: lots, window: 1m, per: [user]"),
                        "limits.browse.permits = \"lots\": cannot be read; write a whole number"),
                of(
                        limit("permits: 0, window: 1m, per: [user]"),
                        "limits.browse.permits = \"0\": write a whole number from 1 to 100000000"),
                of(
                        limit("permits: 100000001, window: 1m, per: [user]"),
                        "limits.browse.permits = \"100000001\": write a whole number from 1 to 100000000"),
                of(
                        limit("permits: 5, window: 10ms, per: [user]"),
                        "limits.browse.window = \"0.01s\": write whole seconds from 1s to 1d, such as 15m"),
                of(
                        limit("permits: 5, window: 1500ms, per: [user]"),
                        "limits.browse.window = \"1.5s\": write whole seconds from 1s to 1d, such as 15m"),
                of(limit("permits: 5, window: 2d, per: [user]"), "limits.browse.window = \"48h\": write whole seconds"),
                of(
                        limit("permits: 5, window: 1m, per: [adress]"),
                        "limits.browse.per = \"adress\": is not known; write address or partner or route or user"),
                of(
                        limit(MINUTE + ", algorithm: leaky"),
                        "limits.browse.algorithm = \"leaky\": is not known; write sliding-window"),
                of(
                        limit(MINUTE + ", permitz: 5"),
                        "limits.browse.permitz = \"5\": is no key of the table; did you mean permits?"),
                of(limit(MINUTE).replace("browse", "'a b'"), "limits.a b: a limit's name stands in header fields"));
    }

    static List<Arguments> upstreams() {
        return List.of(
                of(upstream("timeout: 2s"), "upstreams.orders.urls: is missing; write a list of addresses such as ["),
                of(upstream(""), "upstreams.orders: has no value; write one or remove the key"),
                of(upstream("urls: []"), "upstreams.orders.urls: cannot be read; write a list of addresses such as ["),
                of(
                        upstream("url: http://a"),
                        "upstreams.orders.url = \"http://a\": is no key of the table; did you mean urls?"),
                of(upstream("urls: ['orders:8080']"), "upstreams.orders.urls[0] = \"orders:8080\": " + ADDRESS),
                of(upstream("urls: [ftp://a]"), "upstreams.orders.urls[0] = \"ftp://a\": " + ADDRESS),
                of(
                        upstream("urls: [http://a, http://a:99999]"),
                        "upstreams.orders.urls[1] = \"http://a:99999\": " + ADDRESS),
                of(upstream("urls: ['http://a b']"), "upstreams.orders.urls[0] = \"http://a b\": " + ADDRESS),
                of(
                        upstream("urls: [http://a/v2]"),
                        "upstreams.orders.urls[0] = \"http://a/v2\": " + ADDRESS
                                + ", such as http://orders:8080; put a path into prefix of the row"),
                of(
                        upstream("urls: ['${ORDERS_URL}']"),
                        "upstreams.orders.urls[0] = \"${ORDERS_URL}\": has no value; set ORDERS_URL in the environment"),
                of(
                        upstream("urls: [http://a], timeout: 2x"),
                        "upstreams.orders.timeout = \"2x\": cannot be read; write a duration such as 500ms, 2s or 15m"),
                of(
                        upstream("urls: [http://a], idle-timeout: 0s"),
                        "upstreams.orders.idle-timeout = \"0s\": write a duration from 1ms to 1d, such as 2s"),
                of(
                        upstream("urls: [http://a], connections: many"),
                        "upstreams.orders.connections = \"many\": cannot be read; write a whole number"),
                of(
                        upstream("urls: [http://a], connections: 0"),
                        "upstreams.orders.connections = \"0\": write a whole number from 1"),
                of(
                        upstream("urls: [http://a], queue: -1"),
                        "upstreams.orders.queue = \"-1\": write 0 or more calls that may wait"));
    }

    static List<Arguments> identity() {
        var jwks = "jwks: https://login.example/jwks";
        var secret = "secret: " + "x".repeat(32);
        var row = "identity.issuers.main";
        return List.of(
                of(issuer("leeway: 5s"), row + ": write exactly one of jwks, public-key and secret"),
                of(issuer(jwks + ", " + secret), row + ": write exactly one of jwks, public-key and secret"),
                of(
                        issuer("jwks: login"),
                        row + ".jwks = \"login\": is no address; write the issuer's jwks_uri, such as"),
                of(issuer("jwks: 'https://a b'"), row + ".jwks = \"https://a b\": is no address; write the issuer's"),
                of(
                        issuer("jwks: http://login.example/jwks"),
                        row
                                + ".jwks = \"http://login.example/jwks\": lets whoever is in between exchange the keys; write"),
                of(
                        issuer("jwks: http://127.0.0.1.evil.example/jwks"),
                        row + ".jwks = \"http://127.0.0.1.evil.example/jwks\": lets whoever is in between"),
                of(
                        issuer("jwks: http://login/jwks, plain-http: perhaps"),
                        row + ".plain-http = \"perhaps\": cannot be read; write true or false"),
                of(
                        issuer("public-key: nowhere.pem"),
                        row + ".public-key = \"nowhere.pem\": is neither a PEM public key nor a file with one"),
                of(issuer("secret: short"), row + ".secret = \"…\": is too short for HS256; write at least 32 bytes"),
                of(issuer("secret: '${SECRET}'"), row + ".secret = \"…\": has no value; set SECRET in the environment"),
                of(
                        issuer(jwks + ", algorithms: [HS256]"),
                        row + ".algorithms = \"HS256\": is not known; write ES256 or"),
                of(
                        issuer(secret + ", algorithms: [RS256]"),
                        row + ".algorithms = \"RS256\": is not known; write HS256 or"),
                of(issuer(jwks + ", algorithms: [none]"), row + ".algorithms = \"none\": is not known; write ES256 or"),
                of(
                        issuer(jwks + ", callers: robots"),
                        row + ".callers = \"robots\": is not known; write partners or users"),
                of(issuer(jwks + ", leeway: 10m"), row + ".leeway = \"10m\": write a duration from 0s to 5m"),
                of(
                        issuer(jwks + ", audience: []").replace("audience: [portico], ", ""),
                        row + ".audience: has no value; write one or remove the key"),
                of(
                        issuer(jwks).replace("audience: [portico], ", ""),
                        row + ".audience: is missing; write a list of the audiences of which a token has to name one"),
                of(
                        issuer(jwks).replace("issuer: https://login.example, ", ""),
                        row + ".issuer: is missing; write the exact iss of its tokens"),
                of(
                        with("identity: { issuers: { a: { issuer: x, audience: [a], " + jwks
                                + " }, b: { issuer: x, audience: [b], " + jwks + " } } }"),
                        "identity.issuers.b.issuer = \"x\": stands in identity.issuers.a too; keep one"),
                of(
                        with("identity: { issuer: { a: b } }"),
                        "identity.issuer.a = \"b\": is no key of the table; did you mean issuers?"),
                of(
                        with("identity: { headers: { user: 'X User' } }"),
                        "identity.headers.user = \"X User\": is no name of a header field; write letters, digits and -"),
                of(
                        with("identity: { headers: { roles: x-user-id } }"),
                        "identity.headers.roles = \"x-user-id\": is the name in identity.headers.user too; write another"),
                of(
                        with("identity: { headers: { user: Host } }"),
                        "identity.headers.user = \"Host\": means something else; write a name of your own, such as"),
                of(
                        with("identity: { headers: { partner: content-length } }"),
                        "identity.headers.partner = \"content-length\": means something else; write a name"),
                of(
                        with("identity: { headers: { drop: [X-Internal-Token, Connection] } }"),
                        "identity.headers.drop = \"Connection\": means something else; write a name"),
                of(
                        with("identity: { headers: { drop: ['X Token'] } }"),
                        "identity.headers.drop = \"X Token\": is no name of a header field; write letters, digits and -"),
                of(
                        with("client-address: { also: [port] }"),
                        "client-address.also = \"port\": is not known; write host or proto"),
                of(
                        with("client-address: { trusted-proxies: [10/8] }"),
                        "client-address.trusted-proxies = \"10/8\": is no IP address or block such as 10.0.0.0/8"),
                of(
                        with("client-address: { trusted-proxies: [10.0.0.0/99] }"),
                        "client-address.trusted-proxies = \"10.0.0.0/99\": needs a prefix length from 0 to 32"),
                of(
                        with("client-address: { header: x-real-ip }"),
                        "client-address.header = \"x-real-ip\": is not known; write forwarded or x-forwarded-for"),
                of(
                        with("client-address: { trusted-proxy: [10.0.0.1] }"),
                        "client-address.trusted-proxy[0] = \"10.0.0.1\": is no key of the table; did you mean trusted-proxies?"),
                of(with("limitz: {}"), "limitz: is no key of the table; did you mean limits?"),
                of(with("routs: { a: b }"), "routs: is no key of the table; did you mean routes?"));
    }

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

    static List<Arguments> texts() {
        return List.of(
                of("", "gateway.yaml: has to hold the keys upstreams, limits and routes"),
                of("- a\n- b\n", "gateway.yaml: has to hold the keys upstreams, limits and routes"),
                of("just a text", "gateway.yaml: has to hold the keys upstreams, limits and routes"),
                of(
                        "routes: {}\nroutes: {}\n",
                        "gateway.yaml: is no valid YAML: found duplicate key routes at line 2, column 1; mend it there"),
                of(
                        upstream("urls: [http://a], urls: [http://b]"),
                        "gateway.yaml: is no valid YAML: found duplicate key urls at line 2, column 42; mend it there"),
                of(
                        "a: b: c\n",
                        "gateway.yaml: is no valid YAML: mapping values are not allowed here at line 1, column 5"),
                of("a: [b\n", "gateway.yaml: is no valid YAML: expected ',' or ']', but got <stream end> at line"),
                of("a: *b\n", "gateway.yaml: is no valid YAML: found undefined alias b at line 1, column 4"),
                of("a: !!java.net.URL [http://evil]\n", "gateway.yaml: is no valid YAML: Global tag is not allowed"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"routes", "limits", "upstreams", "identity", "shapes", "origins", "texts"})
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(yaml))
                .withMessageStartingWith("The gateway cannot start with gateway.yaml:\n  - " + complaint)
                .satisfies(invalid -> ComplaintStyle.assertReadable(invalid.getMessage()));
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
