package dev.portico.partner;

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
class PartnerGatewayTest {

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
                        "AnnounceSuccessor",
                        "Shed",
                        "Admit",
                        "Authenticate",
                        "Authorize",
                        "Admit");
    }

    @Test
    void orders_are_what_is_shed_last_and_exports_first() {
        var rows = gateway.table().rows();

        assertThat(rows.rows())
                .extracting(row -> row.route().name() + " "
                        + rows.importanceByRoute().get(row.route().number()))
                .filteredOn(row -> !row.endsWith(" NORMAL"))
                .containsExactlyInAnyOrder(
                        "place CRITICAL",
                        "cancel CRITICAL",
                        "place-v2 CRITICAL",
                        "cancel-v2 CRITICAL",
                        "export LOW",
                        "export-v2 LOW");
    }

    @Test
    void the_table_lets_in_this_and_passes_nothing_through() {
        var rows = gateway.table().rows();

        assertThat(rows.rows())
                .extracting(row -> describe(row))
                .containsExactlyInAnyOrder(
                        "catalog [GET, HEAD] /v1/catalog/products Holding[roles=nothing, scopes=all of [products:read]] Screen",
                        "export [GET] /v1/catalog/export Holding[roles=nothing, scopes=all of [products:read]] Screen",
                        "order [GET, HEAD] /v1/orders/{id} Holding[roles=nothing, scopes=all of [orders:read]] Screen",
                        "place [POST] /v1/orders Holding[roles=nothing, scopes=all of [orders:write]] Screen",
                        "cancel [POST] /v1/orders/{id}/cancel Holding[roles=nothing, scopes=all of [orders:write]] Screen",
                        "usage [GET] /v1/usage AnyCaller[] Screen",
                        "usage-v2 [GET] /v2/usage AnyCaller[] Screen",
                        "catalog-v2 [GET, HEAD] /v2/catalog/products Holding[roles=nothing, scopes=all of [products:read]] Screen",
                        "export-v2 [GET] /v2/catalog/export Holding[roles=nothing, scopes=all of [products:read]] Screen",
                        "order-v2 [GET, HEAD] /v2/orders/{id} Holding[roles=nothing, scopes=all of [orders:read]] Screen",
                        "place-v2 [POST] /v2/orders Holding[roles=nothing, scopes=all of [orders:write]] Screen",
                        "cancel-v2 [POST] /v2/orders/{id}/cancel Holding[roles=nothing, scopes=all of [orders:write]] Screen");
    }

    @Test
    void each_row_of_the_version_that_goes_has_a_successor() {
        var patterns = gateway.table().rows().rows().stream()
                .map(row -> new TreeSet<>(row.methods()) + " " + row.route().pattern())
                .toList();

        assertThat(patterns)
                .filteredOn(pattern -> pattern.contains(" /v1/"))
                .isNotEmpty()
                .allMatch(pattern -> patterns.contains(pattern.replace(" /v1/", " /v2/")));
    }

    private String describe(RouteMatcher.Row row) {
        var route = row.route();
        var columns = gateway.table().rows();
        return route.name() + " " + new TreeSet<>(row.methods()) + " " + route.pattern() + " "
                + columns.accessByRoute().get(route.number()) + " "
                + gateway.destination(route).getClass().getSimpleName();
    }
}
