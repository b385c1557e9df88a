package dev.portico.gateway.edge;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.identity.Authenticate;
import dev.portico.gateway.identity.Authorize;
import dev.portico.gateway.routing.MatchRoute;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/**
 * A snapshot of the table with the app's gates over it.
 *
 * @param gates in the order in which each request meets them
 */
record Pipeline(Gateway gateway, List<Gate> gates) {

    private static final List<Class<? extends Gate>> INDISPENSABLE =
            List.of(MatchRoute.class, Authenticate.class, Authorize.class);

    /**
     * @throws ConfigurationException where the list leaves out a gate without which rows would not be protected, or has
     *     them in an order in which they cannot work
     */
    static Pipeline of(Gateway gateway, GateList list) {
        var gates = List.copyOf(list.gates(gateway));
        var position = -1;
        for (var gate : INDISPENSABLE) {
            var found = gates.stream().map(Gate::getClass).toList().indexOf(gate);
            if (found <= position) {
                throw new ConfigurationException(
                        "The gate list has to hold matchRoute, authenticate and authorize, in this" + " order; "
                                + gate.getSimpleName() + (found < 0 ? " is missing." : " stands too early."));
            }
            position = found;
        }
        return new Pipeline(gateway, gates);
    }
}
