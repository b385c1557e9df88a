package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A list of gates that would leave rows unprotected is refused at start. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@SuppressWarnings("NullAway.Init")
class PipelineTest {

    @Inject
    Gateway gateway;

    @Test
    void the_standard_list_is_fine() {
        assertThat(Pipeline.of(gateway, GateList::standard).gates()).hasSize(7);
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

    private void refused(String why, Gate... gates) {
        assertThatThrownBy(() -> Pipeline.of(gateway, any -> List.of(gates)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }
}
