package dev.portico.gateway;

import static dev.portico.gateway.Tables.limit;
import static dev.portico.gateway.Tables.proxied;
import static dev.portico.gateway.Tables.route;
import static dev.portico.gateway.Tables.upstream;
import static dev.portico.gateway.Tables.with;

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
                of(route("path: /a, cost: 0"), "routes.orders.cost = \"0\": write a whole number from 1 to 1000"),
                of(route("path: /a, cost: 1001"), "routes.orders.cost = \"1001\": write a whole number from 1 to 1000"),
                of(
                        route("path: /a, cost: much"),
                        "routes.orders.cost = \"much\": cannot be read; write a whole number"),
                of(
                        route("path: /a, cost: 6, limits: [browse]") + "limits: { browse: { " + MINUTE + " } }\n",
                        "routes.orders.cost = \"6\": is more than limits.browse ever allows at once, so the row could never be used; write 5 at most, or give the limit more"),
                of(
                        with("rate-limit-fields: [draft]"),
                        "rate-limit-fields = \"draft\": is not known; write legacy or standard"),
                of(with("rate-limit-fields: []"), "rate-limit-fields: cannot be read; write [standard]"),
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
                        route("path: /a, retry: { times: 3 }"),
                        "routes.orders.retry.times = \"3\": is no key of the table; the keys here are path, methods, to"),
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
                        limit("permits: 0, window: 1m, per: [user], algorithm: token-bucket")
                                .replaceFirst("/home, access: anyone", "/home, access: anyone, limits: [browse]"),
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
                        "limits.browse.per = \"adress\": is not known; write address or api-key or partner or route or user, or claim: and the name of a claim, such as claim:tenant"),
                of(
                        limit("permits: 5, window: 1m, per: ['claim:']"),
                        "limits.browse.per = \"claim:\": is not known; write address or"),
                of(
                        limit("permits: 5, window: 1m, per: ['claim:org/tenant']"),
                        "limits.browse.per = \"claim:org/tenant\": is a path; write the name of a claim that is not inside of another"),
                of(
                        limit(MINUTE + ", when-redis-is-away: wait"),
                        "limits.browse.when-redis-is-away = \"wait\": is not known; write memory or pass or refuse"),
                of(
                        limit(MINUTE + ", burst: 10"),
                        "limits.browse.burst = \"10\": means something only with algorithm: token-bucket; remove it"),
                of(
                        limit(MINUTE + ", algorithm: token-bucket, burst: 0"),
                        "limits.browse.burst = \"0\": write a whole number from 1 to 100000000"),
                of(
                        limit("permits: 10001, window: 1m, per: [user], algorithm: sliding-window-log"),
                        "limits.browse.permits = \"10001\": write a whole number from 1 to 10000, or take sliding-window-counter, which counts more"),
                of(
                        limit(MINUTE + ", algorithm: leaky"),
                        "limits.browse.algorithm = \"leaky\": is not known; write fixed-window or sliding-window or sliding-window-counter or sliding-window-log or token-bucket"),
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

    static List<Arguments> overload() {
        return List.of(
                of(
                        proxied("importance: vital"),
                        "routes.orders.importance = \"vital\": is not known; write critical or high or low or normal"),
                of(
                        with("load-shedding: { delay: 2s }"),
                        "load-shedding.delay = \"2s\": write a duration from 1ms to 1s, such as 100ms"),
                of(
                        with("load-shedding: { delay: soon }"),
                        "load-shedding.delay = \"soon\": cannot be read; write a duration such as 500ms, 2s or 15m"),
                of(
                        with("load-shedding: { enabled: perhaps }"),
                        "load-shedding.enabled = \"perhaps\": cannot be read; write true or false"),
                of(
                        with("load-shedding: { most: 5 }"),
                        "load-shedding.most = \"5\": is no key of the table; the keys here are enabled, delay"));
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
    @MethodSource({"routes", "limits", "upstreams", "overload", "texts"})
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        Tables.assertRefused(yaml, complaint);
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
