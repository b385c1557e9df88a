package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.InvalidTable;
import dev.portico.gateway.Surroundings;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A list of gates that would leave rows unprotected is refused at start. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class PipelineTest {

    @Inject
    Gateway gateway;

    @Inject
    Surroundings surroundings;

    @Test
    void the_standard_list_is_fine() {
        assertThat(Pipeline.of(gateway, GateList::standard).gates()).hasSize(9);
    }

    @Test
    void origins_that_no_gate_asks_for_are_refused() {
        assertThatThrownBy(() -> Pipeline.of(gateway, any -> indispensable()))
                .isInstanceOf(InvalidTable.class)
                .hasMessage(
                        """
                        The gateway cannot start with its table:
                          - cors.origins = "https://shop.test": no gate asks for them before rows are matched; \
                        put gateway.checkOrigin() in front of gateway.matchRoute() in the gate list, or leave cors out""");
    }

    @Test
    void origins_that_are_asked_for_too_late_to_answer_a_preflight_are_refused() {
        var late = Stream.concat(indispensable().stream(), Stream.of(gateway.checkOrigin()));

        assertThatThrownBy(() -> Pipeline.of(gateway, any -> late.toList()))
                .isInstanceOf(InvalidTable.class)
                .hasMessageContaining("cors.origins");
    }

    @Test
    void a_table_without_origins_needs_no_gate_for_them() {
        var file = new TableFile(
                "gateway.yaml",
                "upstreams: { orders: { urls: [http://orders:1] } }\n"
                        + "routes: { orders: { path: /orders, to: orders, access: anyone } }");
        try (var plain = new Gateway(TableCompiler.compile(file, name -> Optional.empty()), surroundings)) {
            assertThat(Pipeline.of(plain, any -> indispensable()).gates()).hasSize(3);
        }
    }

    @Test
    void a_list_without_authorize_is_refused() {
        refused("Authorize is missing", gateway.matchRoute(), gateway.authenticate(), Passage::onward);
    }

    @Test
    void a_list_without_match_route_is_refused() {
        refused("MatchRoute is missing", gateway.authenticate(), gateway.authorize());
    }

    @Test
    void a_list_that_authorizes_before_it_authenticates_is_refused() {
        refused("stands too early", gateway.matchRoute(), gateway.authorize(), gateway.authenticate());
    }

    private List<Gate> indispensable() {
        return List.of(gateway.matchRoute(), gateway.authenticate(), gateway.authorize());
    }

    private void refused(String why, Gate... gates) {
        assertThatThrownBy(() -> Pipeline.of(gateway, any -> List.of(gates)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }
}
