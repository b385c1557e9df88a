package dev.portico.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.testing.Demo;
import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.routing.RouteMatcher;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Pins what a reviewer has to see when it changes: the order of the gates, and who may do what. */
@QuarkusTest
@NullUnmarked // fields are injected
@WithTestResource(Demo.class)
class WebGatewayTest {

    @Inject
    GateList gates;

    @Inject
    Gateway gateway;

    @Test
    void requests_pass_the_gates_in_this_order() {
        assertThat(gates.gates(gateway))
                .extracting(gate -> gate.getClass().getSimpleName())
                .containsExactly(
                        "IdentifyRequest",
                        "LocateClient",
                        "HardenAnswers",
                        "CheckOrigin",
                        "MatchRoute",
                        "Shed",
                        "Admit",
                        "Authenticate",
                        "Authorize",
                        "Admit");
    }

    @Test
    void orders_and_payments_are_what_is_shed_last() {
        var rows = gateway.table().rows();

        assertThat(rows.rows())
                .extracting(row -> row.route().name() + " "
                        + rows.importanceByRoute().get(row.route().number()))
                .filteredOn(row -> !row.endsWith(" NORMAL"))
                .containsExactly("checkout CRITICAL", "new-order CRITICAL", "new-payment CRITICAL");
    }

    @Test
    void the_table_lets_in_this_and_nothing_else() {
        var rows = gateway.table().rows();

        assertThat(rows.rows())
                .extracting(row -> describe(row))
                .containsExactly(
                        "account [GET, HEAD] /api/account Holding[roles=any of [customer], scopes=nothing] Screen",
                        "catalog [GET, HEAD] /api/catalog Anyone[ignoringBadTokens=false] Screen",
                        "checkout [POST] /api/checkout Holding[roles=any of [customer], scopes=nothing] Screen",
                        "home [GET, HEAD] /api/home Holding[roles=any of [customer], scopes=nothing] Screen",
                        "my-order [GET, HEAD] /api/account/orders/{id} Holding[roles=any of [customer], scopes=nothing] Screen",
                        "my-orders [GET, HEAD] /api/account/orders Holding[roles=any of [customer], scopes=nothing] Screen",
                        "new-order [POST] /api/orders AnyCaller[] Proxied",
                        "new-payment [POST] /api/payments AnyCaller[] Proxied",
                        "order-list [GET, HEAD] /api/orders AnyCaller[] Proxied",
                        "orders [] /api/orders/** AnyCaller[] Proxied",
                        "payment-list [GET, HEAD] /api/payments AnyCaller[] Proxied",
                        "payments [] /api/payments/** AnyCaller[] Proxied",
                        "product [GET, HEAD] /api/catalog/{id} Anyone[ignoringBadTokens=false] Screen",
                        "products [GET, HEAD] /api/products/** Anyone[ignoringBadTokens=false] Proxied",
                        "users [] /api/users/** AnyCaller[] Proxied");
    }

    private String describe(RouteMatcher.Row row) {
        var route = row.route();
        var columns = gateway.table().rows();
        return route.name() + " " + new TreeSet<>(row.methods()) + " " + route.pattern() + " "
                + columns.accessByRoute().get(route.number()) + " "
                + gateway.destination(route).getClass().getSimpleName();
    }
}
