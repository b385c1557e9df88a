package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.IssuerSettings.KeySource;
import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.TokenRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the row of an issuer means. */
class IssuerRowsTest {

    private static final String JWKS = "jwks: 'https://login.example/jwks'";

    @Test
    void a_row_of_three_keys_is_enough() {
        var row = row(JWKS);
        assertThat(row.rules())
                .isEqualTo(new TokenRules(
                        "https://login.example",
                        Set.of("portico"),
                        TokenRules.USUAL_TYPES,
                        Map.of(),
                        Duration.ofSeconds(30)));
        assertThat(row.caller())
                .isEqualTo(new CallerClaims("main", CallerClaims.Callers.USERS, "sub", List.of("groups"), "scope"));
    }

    @Test
    void the_keys_may_be_found_by_discovery() {
        var address = "https://login.example/.well-known/openid-configuration";
        assertThat(row("discovery: '" + address + "', keys-kept: 1h").keys())
                .isEqualTo(new KeySource.Discovered(URI.create(address), false, Duration.ofHours(1)));
    }

    @Test
    void further_claims_may_be_wanted_with_certain_values_or_any() {
        var claims = row(JWKS
                        + ", claims: { tenant: [a, b], email_verified: true, azp: '*', 'https://x.example/plan': gold }")
                .rules()
                .claims();
        assertThat(claims)
                .isEqualTo(Map.of(
                        "tenant", Set.of("a", "b"),
                        "email_verified", Set.of("true"),
                        "azp", Set.of(),
                        "https://x.example/plan", Set.of("gold")));
    }

    @Test
    void an_issuer_may_sign_some_tokens_and_be_asked_about_others() {
        var row = "issuer: https://login.example, audience: [portico], ";
        var table = Tables.compiled(Tables.with("identity: { issuers: { signed: { " + row + JWKS + " }, asked: { " + row
                + "introspection: { url: 'https://login.example/i', client-id: a, client-secret: b } } } }"));
        assertThat(table.issuers()).extracting(IssuerSettings::name).containsExactly("signed");
        assertThat(table.introspection()).map(IntrospectionSettings::name).contains("asked");
    }

    @Test
    void whom_tokens_are_for_may_stand_in_another_claim() {
        assertThat(row(JWKS).rules().audience()).isEqualTo(new TokenRules.Audience("aud", Set.of("portico")));
        assertThat(row(JWKS + ", audience-claim: client_id").rules().audience())
                .isEqualTo(new TokenRules.Audience("client_id", Set.of("portico")));
    }

    @Test
    void types_are_written_as_media_types_in_any_case() {
        assertThat(row(JWKS + ", type: [application/AT+JWT, JWT]").rules().types())
                .containsExactlyInAnyOrder("at+jwt", "jwt");
    }

    @Test
    void a_caller_is_read_where_the_row_says() {
        assertThat(row(JWKS
                                + ", ids: people, callers: partners, user: azp, roles: [groups, realm_access/roles], scopes: scp")
                        .caller())
                .isEqualTo(new CallerClaims(
                        "people",
                        CallerClaims.Callers.PARTNERS,
                        "azp",
                        List.of("groups", "realm_access/roles"),
                        "scp"));
    }

    private static IssuerSettings row(String keys) {
        return Tables.compiled(Tables.issuer(keys)).issuers().getFirst();
    }
}
