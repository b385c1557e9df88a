package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.SentRequest;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundIdentityTest {

    private static final OutboundIdentity.Names NAMES = new OutboundIdentity.Names(
            "X-User-Id", "X-Partner-Id", "X-User-Issuer", "X-User-Role", "X-User-Scope", Set.of());

    private final OutboundIdentity identity = new OutboundIdentity(
            NAMES,
            Optional.empty(),
            new TrustedProxies(
                    List.of(Network.parse("10.0.0.0/8")),
                    TrustedProxies.Field.X_FORWARDED_FOR,
                    Set.of(TrustedProxies.Told.SCHEME, TrustedProxies.Told.HOST)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User-Id",
                "x-user-id",
                "X_User_Id",
                "x.user.id",
                "X-USER_ID",
                "x_user-role",
                "X-User",
                "X-User-Anything",
                "X-Partner-Id",
                "X-Consumer-Username",
                "X-Auth-Request-Email",
                "X-Authenticated-Userid",
                "X-Roles",
                "X_Role",
                "x-scope",
                "X-Groups",
                "X-Tenant-Id",
                "X-WebAuth-User",
                "Remote-User",
                "REMOTE_USER",
                "X-Remote-User",
                "X-Forwarded-For",
                "x_forwarded_for",
                "X-Forwarded-User",
                "X-Forwarded-Prefix",
                "Forwarded",
                "X-Real-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "Fastly-Client-IP",
                "Client-IP",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Client-Cert",
                "X-SSL-Client-Verify",
                "Client-Cert",
                "X-JWT-Claims",
                "X-MS-CLIENT-PRINCIPAL-ID",
                "x-amzn-oidc-data",
                "X-Goog-IAP-JWT-Assertion",
                "X~User~Id",
                "X|User!Role",
                "X_Request_Id",
                "X-Request-Id",
                "X-UserId",
                "X-Username",
                "X-Principal",
                "X-Subject",
                "X-Original-Method",
                "X-Scheme",
                "X-Forwarded",
                "Cf-Access-Jwt-Assertion",
                "X-Envoy-External-Address",
                "Proxy",
                "SSL_CLIENT_S_DN",
                "OIDC_CLAIM_sub"
            })
    void a_field_by_which_a_client_claims_something_is_dropped_in_every_spelling(String name) {
        assertThat(identity.drops(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Content-Type",
                "Cookie",
                "X-Requested-With",
                "Proxy-Status",
                "Origin",
                "Sec-Fetch-Site",
                "traceparent",
                "X-Userland",
                "Range",
                "TE",
                "X-Forward",
                "Cache-Control",
                "If-None-Match",
                ""
            })
    void any_other_field_is_passed_on(String name) {
        assertThat(identity.drops(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Shop-User", "shop_user", "SHOP.USER", "Shop-Roles", "Shop-Partner", "Shop-Issuer", "Shop-Scopes"
            })
    void names_that_the_table_chose_are_reserved_too(String name) {
        var ours = new OutboundIdentity(
                new OutboundIdentity.Names(
                        "Shop-User", "Shop-Partner", "Shop-Issuer", "Shop-Roles", "Shop-Scopes", Set.of()),
                Optional.empty(),
                new TrustedProxies(
                        List.of(),
                        TrustedProxies.Field.FORWARDED,
                        Set.of(TrustedProxies.Told.SCHEME, TrustedProxies.Told.HOST)));
        assertThat(ours.drops(name)).isTrue();
        assertThat(identity.drops(name)).isFalse();
    }

    @Test
    void further_names_that_upstreams_trust_are_dropped_in_every_spelling() {
        var ours = new OutboundIdentity(
                new OutboundIdentity.Names("a", "b", "c", "d", "e", Set.of("X-Internal-Token")),
                Optional.empty(),
                new TrustedProxies(List.of(), TrustedProxies.Field.FORWARDED, Set.of()));
        assertThat(List.of("X-Internal-Token", "x_internal_token", "X.INTERNAL.TOKEN"))
                .allMatch(ours::drops)
                .noneMatch(identity::drops);
    }

    @Test
    void an_entry_that_would_read_as_two_is_not_told() {
        var roles = Set.of("customer", "Order desk", "x,admin", "caf\u00e9", "a\r\nb", " admin", "");
        var scopes = Set.of("read", "write all", "a\tb");
        var headers = written(exchange().as(new Caller.User("main", "alice", roles, scopes, FakeToken.TOKEN)));
        assertThat(headers.getAll("X-User-Role")).containsExactly("Order desk,customer");
        assertThat(headers.getAll("X-User-Scope")).containsExactly("read");
    }

    @Test
    void entries_of_which_none_can_be_told_leave_no_field() {
        var headers =
                written(exchange().as(new Caller.User("main", "a", Set.of("x,y"), Set.of("x y"), FakeToken.TOKEN)));
        assertThat(headers.names()).doesNotContain("X-User-Role", "X-User-Scope");
    }

    @Test
    void a_user_is_told_by_subject_roles_and_scopes() {
        var user = new Caller.User(
                "main", "alice", Set.of("customer", "admin"), Set.of("orders:read", "a"), FakeToken.TOKEN);
        var headers = written(exchange().as(user));
        assertThat(headers.getAll("X-User-Id")).containsExactly("alice");
        assertThat(headers.getAll("X-User-Issuer")).containsExactly("main");
        assertThat(headers.getAll("X-User-Role")).containsExactly("admin,customer");
        assertThat(headers.getAll("X-User-Scope")).containsExactly("a orders:read");
        assertThat(headers.contains("X-Partner-Id")).isFalse();
    }

    @Test
    void a_partner_is_told_by_its_own_field() {
        var headers = written(exchange().as(new Caller.Partner("main", "acme", Set.of(), Set.of(), FakeToken.TOKEN)));
        assertThat(headers.getAll("X-Partner-Id")).containsExactly("acme");
        assertThat(headers.getAll("X-User-Issuer")).containsExactly("main");
        assertThat(headers.names()).doesNotContain("X-User-Id", "X-User-Role", "X-User-Scope");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "auth0|x; auth0|x",
                "CN=a,O=\"b\"; CN=a,O=\"b\"",
                "Jane Doe; Jane%20Doe",
                "Jane%20Doe; Jane%2520Doe",
                "100%; 100%25",
                "J\u00f6rg; J%C3%B6rg",
                "\u7528\u6237; %E7%94%A8%E6%88%B7",
                "\ud83d\ude00; %F0%9F%98%80",
                "J\u00c3\u00b6rg; J%C3%83%C2%B6rg"
            },
            delimiter = ';')
    void an_id_is_told_so_that_no_two_read_alike(String id, String told) {
        var user = new Caller.User("main", id, Set.of(), Set.of(), FakeToken.TOKEN);
        assertThat(written(exchange().as(user)).getAll("X-User-Id")).containsExactly(told);
        var partner = new Caller.Partner("main", id, Set.of(), Set.of(), FakeToken.TOKEN);
        assertThat(written(exchange().as(partner)).getAll("X-Partner-Id")).containsExactly(told);
    }

    @Test
    void who_is_not_proven_is_nobody() {
        assertThat(written(exchange()).names()).noneMatch(name -> name.startsWith("X-User") || name.startsWith("X-P"));
    }

    @Test
    void the_request_id_goes_along_in_place_of_what_the_client_sent() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("x-request-id", "theirs");
        identity.write(exchange(), "orders", headers);
        assertThat(headers.getAll("X-Request-Id")).containsExactly("r1");
    }

    @Test
    void the_hops_that_are_believed_are_told_in_both_forms() {
        var request = SentRequest.get("/")
                .from("10.0.0.1")
                .with("X-Forwarded-For", "1.1.1.1, 2001:db8::9")
                .with("X-Forwarded-Proto", "https");
        var headers = written(Exchange.of(request).identifiedAs("r1"));
        assertThat(headers.get("X-Forwarded-For")).isEqualTo("2001:db8:0:0:0:0:0:9, 10.0.0.1");
        assertThat(headers.get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(headers.get("X-Forwarded-Host")).isEqualTo("shop.example");
        assertThat(headers.get("Forwarded"))
                .isEqualTo("for=\"[2001:db8:0:0:0:0:0:9]\";proto=https;host=\"shop.example\", for=10.0.0.1");
    }

    @Test
    void a_host_cannot_break_out_of_its_quotes() {
        var request = new SentRequest("GET", "/", null, "192.0.2.1", "a\";for=1.1.1.1;x=\"\\", List.of());
        assertThat(written(Exchange.of(request).identifiedAs("r1")).get("Forwarded"))
                .isEqualTo("for=192.0.2.1;proto=http;host=\"a;for=1.1.1.1;x=\"");
    }

    @Test
    void a_request_without_a_host_tells_none() {
        var request = new SentRequest("GET", "/", null, "192.0.2.1", "", List.of());
        var headers = written(Exchange.of(request).identifiedAs("r1"));
        assertThat(headers.contains("X-Forwarded-Host")).isFalse();
        assertThat(headers.get("Forwarded")).isEqualTo("for=192.0.2.1;proto=http");
    }

    private static Exchange exchange() {
        return Exchange.of(SentRequest.get("/")).identifiedAs("r1");
    }

    private MultiMap written(Exchange exchange) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        identity.write(exchange, "orders", headers);
        return headers;
    }
}
