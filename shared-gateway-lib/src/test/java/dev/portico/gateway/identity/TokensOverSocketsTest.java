package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.edge.DoubleResource;
import dev.portico.gateway.wire.Http2Wire;
import dev.portico.gateway.wire.Tokens;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bearer tokens on the wire: what proves a caller, what is refused, and what upstreams are told. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class TokensOverSocketsTest {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    UpstreamDouble upstream;

    @BeforeEach
    void forget() {
        upstream.drain();
    }

    static Stream<Arguments> sound() {
        return arguments(TokenCases.sound());
    }

    static Stream<Arguments> forged() {
        return arguments(TokenCases.forged());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void a_good_token_is_accepted_the_first_time_and_the_second(String name, String token) {
        for (int i = 0; i < 2; i++) {
            assertThat(status("/api/x", token)).isEqualTo(200);
            assertThat(upstream.next().fields("X-User-Id")).containsExactly("alice");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void a_forged_token_is_401_the_first_time_and_the_second_and_reaches_nothing(String name, String token) {
        for (int i = 0; i < 2; i++) {
            try (var wire = Wire.to(gateway)) {
                var answer = wire.send(Wire.head("GET /api/x HTTP/1.1", "Host: a", "Authorization: Bearer " + token))
                        .answer();
                assertThat(answer.status()).as(name).isEqualTo(401);
                assertThat(answer.field("WWW-Authenticate")).contains("error=\"invalid_token\"");
                assertThat(answer.body()).as(name).doesNotContain("Exception", "jose4j", "eyJ");
            }
        }
        assertThat(upstream.drain()).isEmpty();
    }

    static Stream<String> notSent() {
        var good = TokenCases.good();
        return Stream.of(
                "GET /api/x?access_token=" + good + " HTTP/1.1\r\nHost: a",
                "GET /api/x HTTP/1.1\r\nHost: a\r\nCookie: Authorization=Bearer%20" + good + "; access_token=" + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nX-Authorization: Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Token " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: DPoP " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer\t" + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer=" + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer, Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi, Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + good + "\r\nAuthorization: Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\nauthorization: Bearer " + good,
                "GET /api/x HTTP/1.1\r\nHost: a\r\nAuthorization:\r\nAuthorization: Bearer " + good);
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void a_good_token_in_any_other_place_or_form_is_none(String head) {
        try (var wire = Wire.to(gateway)) {
            assertThat(wire.send(head + "\r\n\r\n").answer().status()).isEqualTo(401);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer  "})
    void the_scheme_is_read_in_any_case_with_any_spaces_behind(String scheme) {
        try (var wire = Wire.to(gateway)) {
            var head =
                    Wire.head("GET /api/x HTTP/1.1", "Host: a", "Authorization: " + scheme + " " + TokenCases.good());
            assertThat(wire.send(head).answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"8190, 401", "20000, 401", "60000, 401", "70000, 431"})
    void an_oversize_token_is_told_so_as_long_as_the_codec_reads_it(int length, int status) {
        var token = TokenCases.good() + "A".repeat(length - TokenCases.good().length());
        assertThat(status("/api/x", token)).isEqualTo(status);
        try (var wire = Http2Wire.to(gateway)) {
            var answer = wire.request(1, true, "GET", "/api/x", "authorization", "Bearer " + token)
                    .answer(1);
            assertThat(answer.status()).isEqualTo(status);
        }
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_token_of_the_longest_size_is_read_over_http_2_too() {
        var token = TokenCases.ofLength(8192);
        assertThat(status("/api/x", token)).isEqualTo(200);
        try (var wire = Http2Wire.to(gateway)) {
            var answer = wire.request(1, true, "GET", "/api/x", "authorization", "Bearer " + token)
                    .answer(1);
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"Jane Doe, Jane%20Doe", "auth0|x, auth0|x", "\u7528\u6237, %E7%94%A8%E6%88%B7", "a%20b, a%2520b"})
    void an_upstream_reads_any_subject_unambiguously(String subject, String told) {
        assertThat(status("/api/x", TokenCases.of(subject))).isEqualTo(200);
        assertThat(upstream.next().fields("X-User-Id")).containsExactly(told);
    }

    @Test
    void a_resource_is_told_the_id_of_its_caller_whatever_names_a_token_holds() {
        try (var wire = Wire.to(gateway)) {
            var head = Wire.head(
                    "GET /screen/me HTTP/1.1", "Host: a", "Authorization: Bearer " + TokenCases.named("boss"));
            assertThat(wire.send(head).answer().json().getString("identity")).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"opaque-1", "opaque2YotnFZFEjr1zCsicMWpAA", "opaque.b", "opaque~b/c+d_e-f.==", "opaque.b.c.d.e"})
    void a_token_without_structure_is_asked_about(String token) {
        assertThat(status("/api/x", token)).isEqualTo(200);
        assertThat(status("/api/x", token)).isEqualTo(200);
        var seen = upstream.next();
        assertThat(seen.fields("X-User-Id")).containsExactly(token);
        assertThat(seen.fields("X-User-Issuer")).containsExactly("asked");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "inactive, 401",
        "active-by-name, 401",
        "for-another, 401",
        "for-nobody, 401",
        "of-another, 401",
        "ended, 401",
        "no-subject, 401",
        "refreshing, 401",
        "refreshing-by-use, 401",
        "failing, 503",
        "no-json, 503",
        "'not one token', 401"
    })
    void a_token_of_which_its_issuer_says_nothing_good_is_refused(String token, int status) {
        assertThat(status("/api/x", token)).isEqualTo(status);
        assertThat(status("/api/x", token)).isEqualTo(status);
        assertThat(upstream.drain()).isEmpty();
    }

    @Test
    void a_403_for_want_of_scopes_names_them() {
        try (var wire = Wire.to(gateway)) {
            var answer = wire.send(Wire.head("GET /scoped/x HTTP/1.1", "Host: a", Tokens.bearer("ann", "customer")))
                    .answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"portico\", error=\"insufficient_scope\", scope=\"orders:read read\"");
        }
        assertThat(status("/scoped/x", TokenCases.good())).isEqualTo(403);
    }

    /** What the annotation asks for comes on top of what the row asks for, and never in its place. */
    @Test
    void annotations_of_a_resource_only_narrow_what_its_row_allows() {
        assertThat(status("/screen/scoped", Tokens.of("ann"))).isEqualTo(200);
        assertThat(status("/screen/scoped-more", Tokens.of("ann"))).isEqualTo(403);
        assertThat(status("/screen/admin-row", Tokens.of("ann"))).isEqualTo(403);
        assertThat(status("/screen/admin-row", Tokens.of("ann", "auditor"))).isEqualTo(200);
    }

    @Test
    void upstreams_verify_who_is_calling_with_the_keys_on_the_management_port() throws JoseException {
        assertThat(status("/api/x", Tokens.of("ann", "customer"))).isEqualTo(200);
        assertThat(status("/api/x", Tokens.of("ann", "customer"))).isEqualTo(200);
        var told = upstream.next().field("X-Portico-Identity");
        assertThat(upstream.next().field("X-Portico-Identity")).isEqualTo(told);

        var signed = new JsonWebSignature();
        signed.setCompactSerialization(told);
        var keys = new JsonWebKeySet(published());
        signed.setKey(keys.findJsonWebKey(signed.getKeyIdHeaderValue(), "EC", "sig", "ES256")
                .getKey());
        assertThat(signed.verifySignature()).isTrue();
        var claims = new JsonObject(signed.getPayload());
        assertThat(claims.getString("iss")).isEqualTo("https://bff.test");
        assertThat(claims.getString("aud")).isEqualTo("echo");
        assertThat(claims.getString("sub")).isEqualTo("ann");
        assertThat(keys.getJsonWebKeys()).allMatch(key -> !key.toJson().contains("\"d\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Portico-Identity: forged", "x_portico_identity: forged"})
    void a_client_tells_no_upstream_who_is_calling(String claim) {
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head("GET /open/x HTTP/1.1", "Host: a", claim)).answer();
        }
        assertThat(upstream.next().head()).doesNotContain("forged");
    }

    private String published() {
        try (var wire = Wire.to(management)) {
            var answer = wire.send(Wire.head("GET /.well-known/jwks.json HTTP/1.1", "Host: a"))
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Type")).isEqualTo("application/jwk-set+json");
            return answer.body();
        }
    }

    private int status(String path, String token) {
        try (var wire = Wire.to(gateway)) {
            return wire.send(Wire.head("GET " + path + " HTTP/1.1", "Host: a", "Authorization: Bearer " + token))
                    .answer()
                    .status();
        }
    }

    private static Stream<Arguments> arguments(Map<String, String> cases) {
        return cases.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }
}
