package dev.portico.mobile;

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
class MobileGatewayTest {

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
                        "MatchRoute",
                        "Shed",
                        "Admit",
                        "ReadDevice",
                        "CheckAppVersion",
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
                .containsExactly("new-order CRITICAL", "new-payment CRITICAL");
    }

    @Test
    void the_table_lets_in_this_and_nothing_else() {
        var rows = gateway.table().rows();

        assertThat(rows.rows())
                .extracting(row -> describe(row))
                .containsExactlyInAnyOrder(
                        "home [GET, HEAD] /api/home Holding[roles=any of [customer], scopes=nothing] Screen",
                        "profile [GET, HEAD] /api/profile Holding[roles=any of [customer], scopes=nothing] Screen",
                        "catalog [GET, HEAD] /api/catalog Anyone[ignoringBadTokens=false] Screen",
                        "product [GET, HEAD] /api/catalog/{id} Anyone[ignoringBadTokens=false] Screen",
                        "card [GET, HEAD] /api/products/{id}/card Anyone[ignoringBadTokens=false] Screen",
                        "status [GET, HEAD] /api/orders/{id}/status AnyCaller[] Screen",
                        "new-order [POST] /api/orders AnyCaller[] Proxied",
                        "new-payment [POST] /api/payments AnyCaller[] Proxied",
                        "order-list [GET, HEAD] /api/orders AnyCaller[] Proxied",
                        "orders [] /api/orders/** AnyCaller[] Proxied",
                        "payment-list [GET, HEAD] /api/payments AnyCaller[] Proxied",
                        "payments [] /api/payments/** AnyCaller[] Proxied",
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
