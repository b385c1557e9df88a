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
        return new Access.Holding(roles, scopes);
    }

    private static Caller user(Set<String> roles, Set<String> scopes) {
        return new Caller.User("main", "alice", roles, scopes, FakeToken.TOKEN);
    }
}
