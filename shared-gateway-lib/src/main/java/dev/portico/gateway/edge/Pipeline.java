package dev.portico.gateway.edge;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.InvalidTable;
import dev.portico.gateway.browser.CheckOrigin;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.identity.Authenticate;
import dev.portico.gateway.identity.Authorize;
import dev.portico.gateway.routing.MatchRoute;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.TreeSet;

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
     * @throws InvalidTable where the table lists origins and no gate asks for them in time
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
        checkOrigins(gateway, gates);
        return new Pipeline(gateway, gates);
    }

    /** A preflight comes with a method that its row need not have, and without the caller that it may ask for. */
    private static void checkOrigins(Gateway gateway, List<Gate> gates) {
        var origins = gateway.table().cors().origins();
        var asked =
                gates.stream().takeWhile(gate -> !(gate instanceof MatchRoute)).anyMatch(CheckOrigin.class::isInstance);
        if (!origins.isEmpty() && !asked) {
            throw new InvalidTable(
                    "its table",
                    List.of(
                            new InvalidTable.Complaint(
                                    "cors.origins",
                                    String.join(", ", new TreeSet<>(origins)),
                                    "no gate asks for them before rows are matched; put gateway.checkOrigin() in front of gateway.matchRoute() in the gate list, or leave cors out")));
        }
    }
}
