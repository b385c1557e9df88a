package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Passages;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizeTest {

    private static final Caller NOBODY = Caller.anonymous();
    private static final Caller BARE = user(Set.of(), Set.of());
    private static final Caller CUSTOMER = user(Set.of("customer"), Set.of("orders:read"));
    private static final Caller PARTNER = new Caller.Partner(
            "main", "acme", Set.of("partner"), Set.of("orders:read", "orders:write"), FakeToken.TOKEN);

    private static final Access ANYONE = new Access.Anyone(false);
    private static final Access CALLER = new Access.AnyCaller();

    static List<Arguments> cases() {
        return List.of(
                Arguments.of(ANYONE, NOBODY, 200),
                Arguments.of(ANYONE, CUSTOMER, 200),
                Arguments.of(new Access.Anyone(true), NOBODY, 200),
                Arguments.of(CALLER, NOBODY, 401),
                Arguments.of(CALLER, BARE, 200),
                Arguments.of(CALLER, PARTNER, 200),
                Arguments.of(holding(Set.of("customer"), Set.of()), NOBODY, 401),
                Arguments.of(holding(Set.of("customer"), Set.of()), BARE, 403),
                Arguments.of(holding(Set.of("customer"), Set.of()), CUSTOMER, 200),
                Arguments.of(holding(Set.of("admin", "customer"), Set.of()), CUSTOMER, 200),
                Arguments.of(holding(Set.of("Customer"), Set.of()), CUSTOMER, 403),
                Arguments.of(holding(Set.of("customer"), Set.of()), PARTNER, 403),
                Arguments.of(holding(Set.of(), Set.of("orders:read")), NOBODY, 401),
                Arguments.of(holding(Set.of(), Set.of("orders:read")), BARE, 403),
                Arguments.of(holding(Set.of(), Set.of("orders:read")), CUSTOMER, 200),
                Arguments.of(holding(Set.of(), Set.of("orders:read", "orders:write")), CUSTOMER, 403),
                Arguments.of(holding(Set.of(), Set.of("orders:read", "orders:write")), PARTNER, 200),
                Arguments.of(holding(Set.of("customer"), Set.of("orders:write")), CUSTOMER, 403),
                Arguments.of(holding(Set.of("admin"), Set.of("orders:read")), CUSTOMER, 403),
                Arguments.of(holding(Set.of("customer"), Set.of("orders:read")), CUSTOMER, 200));
    }

    @ParameterizedTest(name = "{0} for {1} is {2}")
    @MethodSource("cases")
    void a_row_lets_in_who_holds_one_of_its_roles_and_all_of_its_scopes(Access access, Caller caller, int status) {
        assertThat(status(enter(access, caller))).isEqualTo(status);
    }

    static List<Arguments> words() {
        var a = Set.of("a");
        var ab = Set.of("a", "b");
        return List.of(
                Arguments.of(ab, Set.of(), Set.of("b"), true),
                Arguments.of(ab, Set.of(), Set.of("c"), false),
                Arguments.of(ab, Set.of(), Set.of(), false),
                Arguments.of(Set.of(), ab, ab, true),
                Arguments.of(Set.of(), ab, a, false),
                Arguments.of(ab, Set.of("c"), Set.of("b", "c"), true),
                Arguments.of(ab, Set.of("c"), Set.of("c"), false),
                Arguments.of(ab, Set.of("c"), ab, false),
                Arguments.of(Set.of(), Set.of(), Set.of(), true));
    }

    @ParameterizedTest(name = "any of {0} and all of {1} are met by {2}: {3}")
    @MethodSource("words")
    void roles_and_scopes_are_wanted_any_or_all(Set<String> any, Set<String> all, Set<String> held, boolean met) {
        var wanted = new Access.Wanted(any, all);
        var byRole = new Access.Holding(wanted, Access.Wanted.NOTHING);
        var byScope = new Access.Holding(Access.Wanted.NOTHING, wanted);
        assertThat(status(enter(byRole, user(held, Set.of())))).isEqualTo(met ? 200 : 403);
        assertThat(status(enter(byScope, user(Set.of(), held)))).isEqualTo(met ? 200 : 403);
    }

    @Test
    void a_403_for_want_of_scopes_names_them() {
        var problem = Passages.refused(enter(holding(Set.of(), Set.of("orders:write", "a")), CUSTOMER));
        assertThat(problem.fields())
                .containsExactly(new Problem.Field(
                        "WWW-Authenticate",
                        "Bearer realm=\"portico\", error=\"insufficient_scope\", scope=\"a orders:write\""));
        assertThat(problem.detail()).contains("a orders:write");
    }

    @Test
    void a_403_for_want_of_roles_names_nothing() {
        assertThat(Passages.refused(enter(holding(Set.of("admin"), Set.of("a")), CUSTOMER))
                        .fields())
                .isEmpty();
    }

    @Test
    void a_403_gives_back_what_limits_let_it_take_and_a_401_does_not() {
        var given = new AtomicInteger();
        var exchange = Exchange.of(SentRequest.get("/"))
                .matched(new Route(1, "row", "/"), "/")
                .allowed(given::incrementAndGet, List.of());
        for (var access : List.of(holding(Set.of("admin"), Set.of()), holding(Set.of(), Set.of("all")))) {
            Passages.refused(new Authorize(List.of(CALLER, access)).enter(exchange.as(BARE)));
        }
        assertThat(given).hasValue(2);
        Passages.refused(new Authorize(List.of(CALLER, CALLER)).enter(exchange));
        Passages.onward(new Authorize(List.of(CALLER, CALLER)).enter(exchange.as(BARE)));
        assertThat(given).hasValue(2);
    }

    @Test
    void a_401_carries_the_challenge_and_says_what_to_send() {
        var problem = Passages.refused(enter(CALLER, NOBODY));
        assertThat(problem.fields()).containsExactly(new Problem.Field("WWW-Authenticate", "Bearer realm=\"portico\""));
        assertThat(problem.detail()).contains("Authorization: Bearer <token>");
    }

    @Test
    void a_request_without_a_row_is_refused_by_its_number() {
        var gate = new Authorize(List.of(CALLER, ANYONE));
        assertThat(status(gate.enter(Exchange.of(SentRequest.get("/"))))).isEqualTo(401);
    }

    private static Passage enter(Access access, Caller caller) {
        var exchange = Exchange.of(SentRequest.get("/")).matched(new Route(1, "row", "/"), "/");
        return new Authorize(List.of(CALLER, access)).enter(exchange.as(caller));
    }

    private static int status(Passage passage) {
        return passage instanceof Passage.Refused(var problem) ? problem.kind().status() : 200;
    }

    private static Access holding(Set<String> roles, Set<String> scopes) {
        return new Access.Holding(Access.Wanted.anyOf(roles), Access.Wanted.allOf(scopes));
    }

    private static Caller user(Set<String> roles, Set<String> scopes) {
        return new Caller.User("main", "alice", roles, scopes, FakeToken.TOKEN);
    }
}
