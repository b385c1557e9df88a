package dev.portico.gateway.routing;

import static dev.portico.gateway.exchange.Passages.onward;
import static dev.portico.gateway.exchange.Passages.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.problem.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchRouteTest {

    private static final Route ORDERS = new Route(1, "orders", "/orders/**");

    private final MatchRoute gate = new MatchRoute(new RouteMatcher(
            List.of(new RouteMatcher.Row(ORDERS, PathPattern.parse("/orders/**"), Set.of("GET", "HEAD")))));

    @Test
    void a_request_goes_on_with_its_row_and_its_canonical_path() {
        var exchange = onward(enter(SentRequest.get("/%6Frders/7")));
        assertThat(exchange.route()).isEqualTo(ORDERS);
        assertThat(exchange.path()).isEqualTo("/orders/7");
    }

    @Test
    void what_the_table_does_not_hold_is_404() {
        assertThat(refused(enter(SentRequest.get("/users")))).isEqualTo(new Problem.NotFound());
    }

    @Test
    void a_method_that_the_row_does_not_have_is_405_with_allow() {
        var problem = refused(enter(SentRequest.get("/orders").by("POST")));
        assertThat(problem.kind().status()).isEqualTo(405);
        assertThat(problem.fields()).containsExactly(new Problem.Field("Allow", "GET, HEAD"));
    }

    @Test
    void an_ambiguous_path_is_400_and_has_no_row() {
        assertThat(refused(enter(SentRequest.get("/orders/../users")))).isInstanceOf(Problem.AmbiguousPath.class);
    }

    @Test
    void a_slash_at_the_end_that_leads_past_a_narrower_row_is_400_with_what_to_send() {
        var admin = new RouteMatcher.Row(
                new Route(2, "admin", "/orders/admin"), PathPattern.parse("/orders/admin"), Set.of());
        var all = new RouteMatcher.Row(ORDERS, PathPattern.parse("/orders/**"), Set.of());
        var both = new MatchRoute(new RouteMatcher(List.of(admin, all)));
        assertThat(refused(both.enter(Exchange.of(SentRequest.get("/orders/admin/")))))
                .isEqualTo(new Problem.AmbiguousPath(
                        "The slash at the end of the path makes a difference here; send the path without it."));
    }

    private Passage enter(SentRequest request) {
        return gate.enter(Exchange.of(request));
    }
}
