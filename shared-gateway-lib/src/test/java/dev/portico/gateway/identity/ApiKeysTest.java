package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.wire.IssuedKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final IssuedKey GOOD = IssuedKey.fresh();
    private static final IssuedKey EXPIRED = IssuedKey.fresh();
    private static final IssuedKey ELSEWHERE = IssuedKey.fresh();
    private static final Access NEEDED = new Access.AnyCaller();

    private static final ApiKeys KEYS = new ApiKeys(
            "X-API-Key",
            "main",
            new ListedApiKeys(Map.of(
                    GOOD.prefix(), key(GOOD, null, List.of()),
                    EXPIRED.prefix(), key(EXPIRED, "2026-11-22", List.of()),
                    ELSEWHERE.prefix(), key(ELSEWHERE, null, List.of("198.51.100.0/24")))),
            NOW);

    @Test
    void a_good_key_speaks_for_its_partner() {
        var caller = Passages.onward(entered(SentRequest.get("/").with("X-API-Key", GOOD.text())))
                .caller();
        assertThat(caller)
                .isEqualTo(new Caller.Partner(
                        "main", "acme", Set.of("partner"), Set.of("products:read"), null, "gold", GOOD.prefix()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiKey ", "apikey ", "APIKEY  "})
    void it_may_come_as_a_scheme_of_authorization(String scheme) {
        var request = SentRequest.get("/").with("Authorization", scheme + GOOD.text());
        assertThat(Passages.onward(entered(request)).caller()).isInstanceOf(Caller.Partner.class);
    }

    static List<Arguments> wrong() {
        var another = IssuedKey.fresh();
        return List.of(
                Arguments.of(GOOD.prefix() + "." + another.secret(), "not known"),
                Arguments.of(another.prefix() + "." + GOOD.secret(), "not known"),
                Arguments.of(another.text(), "not known"),
                Arguments.of(EXPIRED.text(), "expired"),
                Arguments.of(EXPIRED.prefix() + "." + another.secret(), "not known"),
                Arguments.of(ELSEWHERE.text(), "this address"),
                Arguments.of(ELSEWHERE.prefix() + "." + another.secret(), "not known"),
                Arguments.of("", "not known"),
                Arguments.of(".", "not known"),
                Arguments.of(GOOD.prefix(), "not known"),
                Arguments.of(GOOD.prefix() + ".", "not known"),
                Arguments.of(GOOD.secret(), "not known"),
                Arguments.of("." + GOOD.secret(), "not known"),
                Arguments.of(GOOD.text() + "A", "not known"),
                Arguments.of(GOOD.text() + ".A", "not known"),
                Arguments.of(GOOD.text().replace('.', '-'), "not known"),
                Arguments.of(GOOD.text() + ", " + GOOD.text(), "not known"),
                Arguments.of(GOOD.prefix() + "." + "é".repeat(43), "not known"),
                Arguments.of("x".repeat(8000), "not known"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_told_only_to_who_has_the_secret(String key, String told) {
        var problem = Passages.refused(entered(SentRequest.get("/").with("X-API-Key", key)));
        assertThat(problem.kind().status()).isEqualTo(401);
        assertThat(problem.detail()).contains(told);
        assertThat(problem.detail()).doesNotContain(GOOD.secret(), GOOD.prefix());
        assertThat(problem.fields())
                .containsExactly(
                        new Problem.Field("WWW-Authenticate", "ApiKey realm=\"portico\", Bearer realm=\"portico\""));
    }

    static List<SentRequest> more() {
        var one = SentRequest.get("/").with("X-API-Key", GOOD.text());
        return List.of(
                one.with("X-API-Key", GOOD.text()),
                one.with("Authorization", "Bearer x"),
                one.with("Authorization", "ApiKey " + GOOD.text()),
                one.with("Authorization", ""),
                SentRequest.get("/")
                        .with("Authorization", "ApiKey " + GOOD.text())
                        .with("Authorization", "ApiKey " + GOOD.text()),
                SentRequest.get("/").with("Authorization", "Bearer x").with("Authorization", "ApiKey " + GOOD.text()));
    }

    @ParameterizedTest
    @MethodSource("more")
    void more_than_one_credential_is_refused(SentRequest request) {
        var problem = Passages.refused(entered(request));
        assertThat(problem.kind().status()).isEqualTo(401);
        assertThat(problem.detail()).contains("More than one");
    }

    @Test
    void without_one_the_request_goes_on_and_a_row_that_needs_a_caller_names_both_ways() {
        var gate = new Authorize(List.of(NEEDED, NEEDED), KEYS);
        var nobody = Passages.onward(entered(SentRequest.get("/")));
        var problem = Passages.refused(gate.enter(nobody));
        assertThat(problem.detail()).contains("X-API-Key").contains("Bearer <token>");
        assertThat(problem.fields().getFirst().value()).isEqualTo("Bearer realm=\"portico\", ApiKey realm=\"portico\"");
    }

    @Test
    void a_row_for_anyone_may_ignore_a_bad_key() {
        var ignoring = new Access.Anyone(true);
        var gate = gate(KEYS, ignoring);
        assertThat(Passages.onward(gate.enter(matched(SentRequest.get("/").with("X-API-Key", "forged"))))
                        .caller())
                .isInstanceOf(Caller.Anonymous.class);
    }

    @Test
    void a_key_that_nobody_can_look_up_now_is_503() {
        var keys = new ApiKeys("X-API-Key", "main", prefix -> new ApiKeyStore.Lookup.Unavailable(), NOW);
        var problem = Passages.refused(
                gate(keys, NEEDED).enter(matched(SentRequest.get("/").with("X-API-Key", GOOD.text()))));
        assertThat(problem.kind().status()).isEqualTo(503);
    }

    @Test
    void a_key_that_is_looked_up_elsewhere_is_waited_for() {
        var keys = new ApiKeys(
                "X-API-Key",
                "main",
                prefix -> new ApiKeyStore.Lookup.Asking(
                        Uni.createFrom().item(new ApiKeyStore.Lookup.Found(key(GOOD, null, List.of())))),
                NOW);
        var passage = gate(keys, NEEDED).enter(matched(SentRequest.get("/").with("X-API-Key", GOOD.text())));
        assertThat(passage).isInstanceOf(Passage.Later.class);
        assertThat(Passages.onward(Passages.arrived(passage)).caller()).isInstanceOf(Caller.Partner.class);
    }

    private static Passage entered(SentRequest request) {
        return gate(KEYS, NEEDED).enter(matched(request));
    }

    private static Authenticate gate(ApiKeys keys, Access access) {
        var tokens = new Tokens(new Issuers(List.of()), Optional.empty(), NOW);
        return new Authenticate(tokens, keys, List.of(access, access));
    }

    private static Exchange matched(SentRequest request) {
        return Exchange.of(request).matched(new Route(1, "row", "/"), "/");
    }

    private static ApiKey key(IssuedKey issued, @Nullable String expires, List<String> from) {
        try {
            return ApiKey.of(
                    issued.prefix(),
                    new ApiKey.Row(
                            "acme", issued.hash(), "gold", Set.of("products:read"), Set.of("partner"), expires, from));
        } catch (ApiKey.InvalidRow invalid) {
            throw new AssertionError(invalid);
        }
    }
}
