package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.identity.Access;
import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.identity.TrustedProxies;
import dev.portico.gateway.routing.PathRewrite;
import dev.portico.gateway.routing.RouteMatcher;
import dev.portico.gateway.shaping.Shape;
import dev.portico.gateway.upstream.UpstreamSettings;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableCompilerTest {

    private static final String SHOP =
            """
            upstreams:
              orders: { urls: ["http://orders-1:3002", "${ORDERS_URL:http://orders-2:3002}"], timeout: 3s, queue: 7 }
            limits:
              address: { permits: 600, window: 1m, per: [address] }
              browse:  { algorithm: sliding-window, permits: 100, window: 15m, per: [user, route] }
            identity:
              issuers:
                main: { issuer: "https://login.example", audience: [portico], jwks: "https://login.example/jwks" }
                acme: { issuer: acme, audience: [portico], secret: "${ACME_SECRET}", callers: partners, roles: realm/roles }
            client-address: { trusted-proxies: [10.0.0.0/8], header: forwarded, also: [proto] }
            routes:
              orders: { path: /api/orders/**, to: orders, strip: /api, prefix: /v2, access: { roles: [customer, admin], scopes: [a] }, limits: [address, browse] }
              report: { path: /api/report, to: orders, methods: [GET], access: caller, timeout: 30s, body-limit: 2K, forward-token: true }
              home:   { path: /, access: anyone, bad-token: ignore }
            """;

    private final CompiledTable table = Tables.compiled(SHOP, Map.of("ACME_SECRET", "x".repeat(40)));

    @Test
    void every_column_has_an_element_for_each_row_and_one_for_none() {
        var rows = table.rows();
        assertThat(List.of(
                        rows.accessByRoute().size(),
                        rows.limitsByRoute().size(),
                        rows.destinationByRoute().size(),
                        rows.bodyLimitByRoute().size()))
                .containsOnly(4);
        assertThat(rows.rows()).extracting(row -> row.route().number()).containsExactly(1, 2, 3);
        assertThat(rows.accessByRoute().get(Route.UNMATCHED.number())).isEqualTo(new Access.AnyCaller());
    }

    @Test
    void a_row_says_who_may_use_it() {
        assertThat(access("/api/orders"))
                .isEqualTo(new Access.Holding(
                        Access.Wanted.anyOf(Set.of("customer", "admin")), Access.Wanted.allOf(Set.of("a"))));
        assertThat(access("/api/report")).isEqualTo(new Access.AnyCaller());
        assertThat(access("/")).isEqualTo(new Access.Anyone(true));
    }

    @Test
    void who_cannot_be_known_is_nobody_on_rows_for_anyone() {
        var open = "routes: { a: { path: /a, access: anyone } }";
        var issuers = "\nidentity: { issuers: { a: { issuer: a, audience: [a], secret: " + "x".repeat(40) + " } } }";
        var keys = "\nidentity: { api-keys: { store: redis } }";

        assertThat(Tables.compiled(open).rows().accessByRoute().get(1)).isEqualTo(new Access.Anyone(true));
        for (var identity : List.of(issuers, keys)) {
            assertThat(Tables.compiled(open + identity).rows().accessByRoute().get(1))
                    .isEqualTo(new Access.Anyone(false));
        }
    }

    @Test
    void a_row_that_says_nothing_of_access_needs_a_caller() {
        var silent = Tables.compiled("routes: { a: { path: /a } }");
        assertThat(silent.rows().accessByRoute().get(1)).isEqualTo(new Access.AnyCaller());
    }

    @Test
    void a_row_goes_to_its_upstream_or_to_a_screen() {
        assertThat(destination("/api/orders"))
                .isEqualTo(new Destination.Proxied(
                        "orders", new PathRewrite("/api", "/v2"), Duration.ofSeconds(3), false, Shape.UNCHANGED));
        assertThat(destination("/api/report"))
                .isEqualTo(new Destination.Proxied(
                        "orders", new PathRewrite("", ""), Duration.ofSeconds(30), true, Shape.UNCHANGED));
        assertThat(destination("/")).isEqualTo(new Destination.Screen());
    }

    @Test
    void what_is_stripped_is_counted_in_its_canonical_spelling() {
        var yaml = Tables.route("path: /%61pi/caf%c3%a9, to: orders, strip: /%61pi, prefix: /caf%c3%a9");
        assertThat(Tables.compiled(yaml).rows().destinationByRoute().get(1))
                .isInstanceOfSatisfying(Destination.Proxied.class, proxied -> assertThat(
                                proxied.rewrite().apply("/api/caf%C3%A9"))
                        .isEqualTo("/caf%C3%A9/caf%C3%A9"));
    }

    @Test
    void a_body_may_have_a_megabyte_unless_the_row_says_otherwise() {
        assertThat(table.rows().bodyLimitByRoute().get(number("/api/orders"))).isEqualTo(1024 * 1024);
        assertThat(table.rows().bodyLimitByRoute().get(number("/api/report"))).isEqualTo(2048);
    }

    @Test
    void limits_are_parted_by_whether_they_need_to_know_the_caller() {
        var address = new Limit(
                "address",
                new Algorithm.SlidingCounter(600, Duration.ofMinutes(1)),
                List.of(new KeyPart.Address()),
                WhenAway.MEMORY);
        var browse = new Limit(
                "browse",
                new Algorithm.SlidingCounter(100, Duration.ofMinutes(15)),
                List.of(new KeyPart.User(), new KeyPart.Route()),
                WhenAway.MEMORY);
        assertThat(table.rows().limitsByRoute(false).get(number("/api/orders")).limits())
                .containsExactly(address);
        assertThat(table.rows().limitsByRoute(true).get(number("/api/orders")).limits())
                .containsExactly(browse);
        assertThat(table.rows().limitsByRoute(true).get(number("/")).limits()).isEmpty();
    }

    @Test
    void an_upstream_has_defaults_that_suit_production() {
        assertThat(table.upstreams())
                .containsExactly(new UpstreamSettings(
                        "orders",
                        List.of(URI.create("http://orders-1:3002"), URI.create("http://orders-2:3002")),
                        20,
                        7,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1)));
    }

    @Test
    void a_variable_replaces_its_default() {
        var variables = Map.of("ACME_SECRET", "x".repeat(40), "ORDERS_URL", "https://orders.internal");
        assertThat(Tables.compiled(SHOP, variables).upstreams().getFirst().instances())
                .containsExactly(URI.create("http://orders-1:3002"), URI.create("https://orders.internal"));
    }

    @Test
    void a_variable_cannot_become_a_row() {
        var variables = Map.of("gateway.routes.evil.path", "/evil", "ACME_SECRET", "x".repeat(40));
        assertThat(Tables.compiled(SHOP, variables).matcher().match("/evil", "GET"))
                .isEqualTo(new RouteMatcher.Match.Nothing());
    }

    @Test
    void an_issuer_with_published_keys_uses_public_key_signatures_only() {
        var main = table.issuers().getLast();
        assertThat(main.name()).isEqualTo("main");
        assertThat(main.algorithms())
                .contains(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.PS256)
                .doesNotContain(SignatureAlgorithm.HS256, SignatureAlgorithm.HS384, SignatureAlgorithm.HS512);
        assertThat(main.rules().leeway()).isEqualTo(Duration.ofSeconds(30));
        assertThat(main.caller().callers()).isEqualTo(CallerClaims.Callers.USERS);
        assertThat(main.keys())
                .isEqualTo(new IssuerSettings.KeySource.Published(
                        URI.create("https://login.example/jwks"), Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jwks: http://localhost:3005/jwks",
                "jwks: http://127.0.0.2/jwks",
                "jwks: 'http://[::1]:3005/jwks'",
                "jwks: http://login.internal/jwks, plain-http: true"
            })
    void keys_come_over_plain_http_from_the_same_machine_or_where_the_row_says_so(String keys) {
        assertThat(Tables.compiled(Tables.issuer(keys)).issuers()).hasSize(1);
    }

    @Test
    void an_issuer_with_a_shared_secret_uses_hs256() {
        var acme = table.issuers().getFirst();
        assertThat(acme.algorithms()).containsExactly(SignatureAlgorithm.HS256);
        assertThat(acme.caller().callers()).isEqualTo(CallerClaims.Callers.PARTNERS);
        assertThat(acme.caller().roles()).containsExactly("realm/roles");
    }

    @Test
    void the_proxies_in_front_and_the_names_of_identity_fields_are_known() {
        assertThat(table.trustedProxies().field()).isEqualTo(TrustedProxies.Field.FORWARDED);
        assertThat(table.trustedProxies().networks()).hasSize(1);
        assertThat(table.trustedProxies().told()).containsExactly(TrustedProxies.Told.SCHEME);
        assertThat(table.identityHeaders())
                .isEqualTo(new OutboundIdentity.Names(
                        "X-User-Id", "X-Partner-Id", "X-User-Issuer", "X-User-Role", "X-User-Scope", Set.of()));
    }

    @Test
    void further_names_that_no_client_may_send_are_known() {
        var ours = Tables.compiled(Tables.with("identity: { headers: { drop: [X-Internal-Token] } }"));
        assertThat(ours.identityHeaders().dropped()).containsExactly("X-Internal-Token");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var yaml =
                """
                upstreams: { orders: { urls: [ftp://a], queue: -1 } }
                limits: { browse: { permits: 0, window: 10ms, per: [adress] } }
                routes:
                  a: { path: a, to: orderz, access: everybody, limits: [brows, browse] }
                  b: { path: /b, timeout: 3s }
                """;
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(yaml))
                .withMessageContainingAll(
                        "upstreams.orders.urls[0] =",
                        "upstreams.orders.queue =",
                        "limits.browse.permits =",
                        "limits.browse.window =",
                        "limits.browse.per =",
                        "routes.a.path =",
                        "routes.a.to =",
                        "routes.a.access =",
                        "routes.a.limits = \"brows\"",
                        "routes.b.timeout =")
                .satisfies(invalid -> assertThat(invalid).message().hasLineCount(11));
    }

    @Test
    void unknown_keys_missing_keys_and_unreadable_values_are_said_at_once() {
        var yaml =
                """
                limitz: {}
                upstreams: { orders: { url: http://a, timeout: 2x } }
                routes: { a: { pth: /a, access: { roles: ["${ADMIN}"] } } }
                """;
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(yaml))
                .withMessageContainingAll(
                        "limitz: is no key",
                        "upstreams.orders.urls: is missing",
                        "upstreams.orders.url = ",
                        "upstreams.orders.timeout = \"2x\"",
                        "routes.a.path: is missing",
                        "routes.a.pth = \"/a\"",
                        "${ADMIN}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret: s3cr3t",
                "secret: '${SECRET:s3cr3t}'",
                "secret: [s3cr3t-a, s3cr3t-b]",
                "secret: { a: s3cr3t }",
                "secrt: s3cr3t",
                "password: s3cr3t",
                "password: [s3cr3t]",
                "jwks: 'https://user:s3cr3t@login.example/jwks'",
                "jwks: https://login.example/jwks, algorithms: [RS257], secret: s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3t",
                "public-key: \"-----BEGIN PRIVATE KEY-----s3cr3t-----END PRIVATE KEY-----\"",
                "secret: s3cr3t: s3cr3t",
                "secret: *s3cr3"
            })
    void a_secret_is_never_in_a_message(String keys) {
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(Tables.issuer(keys)))
                .satisfies(invalid -> assertThat(invalid.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void the_password_in_an_address_is_never_in_a_message() {
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(Tables.upstream("urls: ['http://user:s3cr3t@orders']")))
                .withMessageContaining("upstreams.orders.urls[0] = \"http://…@orders\": is no address of a service");
    }

    private int number(String path) {
        return switch (table.matcher().match(path, "GET")) {
            case RouteMatcher.Match.Found(var route) -> route.number();
            case RouteMatcher.Match other -> throw new AssertionError(path + ": " + other);
        };
    }

    private Access access(String path) {
        return table.rows().accessByRoute().get(number(path));
    }

    private Destination destination(String path) {
        return table.rows().destinationByRoute().get(number(path));
    }
}
