package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Answers.call;
import static dev.portico.gateway.cache.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.cache.CacheRule.Sharing;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.identity.FakeToken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {

    private static final CacheRule SHARED = rule(new Sharing(true, false, List.of()));

    @Test
    void each_known_caller_gets_its_own() {
        var keys = new HashSet<CacheKey>();
        keys.add(key(get("/a"), CacheRule.STANDARD));
        keys.add(key(call("GET", "/a", user("alice"), ""), CacheRule.STANDARD));
        keys.add(key(call("GET", "/a", user("bob"), ""), CacheRule.STANDARD));
        keys.add(key(
                call("GET", "/a", new Caller.Partner("main", "bob", Set.of(), Set.of(), FakeToken.TOKEN), ""),
                CacheRule.STANDARD));
        assertThat(keys).hasSize(4);
    }

    @Test
    void a_token_that_lets_a_caller_see_less_gets_nothing_that_came_for_another_one() {
        var keys = new HashSet<CacheKey>();
        for (var scopes : List.of(Set.<String>of(), Set.of("read"), Set.of("read", "write"))) {
            var alice = new Caller.User("main", "alice", Set.of(), scopes, FakeToken.TOKEN);
            keys.add(key(call("GET", "/a", alice, ""), CacheRule.STANDARD));
        }
        keys.add(key(call("GET", "/a", user("alice", "read"), ""), CacheRule.STANDARD));
        assertThat(keys).hasSize(4);
    }

    @Test
    void callers_share_where_the_row_says_so() {
        assertThat(key(call("GET", "/a", user("alice"), ""), SHARED))
                .isEqualTo(key(call("GET", "/a", user("bob"), ""), SHARED))
                .isEqualTo(key(get("/a"), SHARED));
    }

    @Test
    void those_of_the_same_roles_share_where_the_row_says_so() {
        var rule = rule(new Sharing(true, true, List.of()));
        assertThat(key(call("GET", "/a", user("alice", "staff", "admin"), ""), rule))
                .isEqualTo(key(call("GET", "/a", user("bob", "admin", "staff"), ""), rule))
                .isNotEqualTo(key(call("GET", "/a", user("carol", "staff"), ""), rule))
                .isNotEqualTo(key(call("GET", "/a", user("dave"), ""), rule));
    }

    @Test
    void no_roles_pass_for_another_one() {
        var rule = rule(new Sharing(true, true, List.of()));
        assertThat(key(call("GET", "/a", user("alice", "a", "b"), ""), rule))
                .isNotEqualTo(key(call("GET", "/a", user("bob", "a1#b"), ""), rule))
                .isNotEqualTo(key(call("GET", "/a", user("bob", "a,b"), ""), rule));
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Host", "X-Forwarded-Proto", "Accept-Currency"})
    void what_upstreams_are_told_of_a_request_parts_answers(String name) {
        var rule = rule(new Sharing(true, false, List.of("accept-currency")));
        assertThat(key(get("/a", name + ": one"), rule))
                .isNotEqualTo(key(get("/a", name + ": two"), rule))
                .isNotEqualTo(key(get("/a"), rule))
                .isEqualTo(key(get("/a", name + ": one"), rule));
    }

    @Test
    void no_field_passes_for_another_one() {
        var rule = rule(new Sharing(true, false, List.of("A", "B")));
        assertThat(key(get("/a", "A: x"), rule)).isNotEqualTo(key(get("/a", "B: x"), rule));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "/a,                    /a",
                "/a?,                   /a",
                "/a?x=1,                /a",
                "/a?page=2&x=1,         /a?page=2",
                "/a?x=1&page=2&page=3,  /a?page=2&page=3",
                "/a?p%61ge=2,           /a?p%61ge=2",
                "/a?PAGE=2,             /a",
                "/a?page,               /a?page",
                "/a?%zz=2&size=1,       /a?size=1",
                "/a?x;page=2,           /a",
                "/a?&&size=,            /a?size="
            })
    void parameters_that_do_not_count_do_not_go_upstream_either(String target, String counting) {
        var rule = new CacheRule(
                "", CacheRule.Times.AS_SAID, Sharing.BY_CALLER, Optional.of(Set.of("page", "size")), false, true);
        var lookup = Lookup.of("catalog", get(target), rule);
        assertThat(lookup.call().target()).isEqualTo(counting);
        assertThat(lookup.key().place()).isEqualTo("catalog " + counting);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "X: y;                                      NONE",
                "Authorization: Basic eDp5;                 AUTHORIZATION",
                "Cookie: a=b;                               COOKIE",
                "Cookie: a=b | Authorization: Basic eDp5;   AUTHORIZATION"
            })
    void credentials_that_nobody_has_proven_part_no_keys_and_are_noticed(String fields, Credentials credentials) {
        assertThat(Credentials.of(get("/a", fields), CacheRule.STANDARD)).isEqualTo(credentials);
        assertThat(Credentials.of(get("/a", fields), SHARED)).isEqualTo(credentials);
        assertThat(Credentials.of(call("GET", "/a", user("alice"), fields), CacheRule.STANDARD))
                .isEqualTo(Credentials.NONE);
        var parting = rule(new Sharing(false, false, List.of("cookie", "authorization")));
        assertThat(Credentials.of(get("/a", fields), parting)).isEqualTo(Credentials.NONE);
    }

    @Test
    void a_cookie_of_a_known_caller_is_noticed_where_callers_share_and_its_token_is_not() {
        assertThat(Credentials.of(call("GET", "/a", user("alice"), "Cookie: a=b"), SHARED))
                .isEqualTo(Credentials.COOKIE);
        assertThat(Credentials.of(call("GET", "/a", user("alice"), "Authorization: Bearer x"), SHARED))
                .isEqualTo(Credentials.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie"})
    void what_a_known_caller_sends_of_itself_parts_its_answers_and_cannot_be_read_in_the_key(String name) {
        var one = key(call("GET", "/a", user("alice"), name + ": tenant-one"), CacheRule.STANDARD);
        assertThat(one)
                .isNotEqualTo(key(call("GET", "/a", user("alice"), name + ": tenant-two"), CacheRule.STANDARD))
                .isNotEqualTo(key(call("GET", "/a", user("alice"), ""), CacheRule.STANDARD))
                .isEqualTo(key(call("GET", "/a", user("alice"), name + ": tenant-one"), CacheRule.STANDARD));
        assertThat(one.reader()).doesNotContain("tenant");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "gzip, x1;              gzip",
                "x1, br, GZIP;          br, GZIP",
                "x1, x2;                identity",
                "gzip , br,zstd;        gzip , br,zstd",
                "*, x;                  *"
            })
    void codings_that_nobody_knows_part_no_answers_and_do_not_go_upstream(String sent, String goes) {
        var lookup = Lookup.of("catalog", get("/a", "Accept-Encoding: " + sent), CacheRule.STANDARD);
        assertThat(lookup.call().headers().getAll("Accept-Encoding")).containsExactly(goes);
    }

    private static CacheKey key(Call call, CacheRule rule) {
        return Lookup.of("catalog", call, rule).key();
    }

    private static CacheRule rule(Sharing sharing) {
        return new CacheRule("", CacheRule.Times.AS_SAID, sharing, Optional.empty(), false, true);
    }

    private static Caller user(String subject, String... roles) {
        return new Caller.User("main", subject, Set.of(roles), Set.of(), FakeToken.TOKEN);
    }
}
