package org.example.door;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Problem.Field;
import java.util.List;

/** Refuses apps that say in X-App-Version that they are older than is still served, and tells others how old that is. */
final class RefuseOldApps implements Gate {

    private static final Passage REFUSED =
            Passage.refused(new Problem.Forbidden("This version of the app is no longer served. Update the app."));

    private final int oldest;
    private final List<Field> fields;

    RefuseOldApps(int oldest) {
        this.oldest = oldest;
        this.fields = List.of(new Field("X-App-Oldest", Integer.toString(oldest)));
    }

    @Override
    public Passage enter(Exchange exchange) {
        var version = exchange.request().header("X-App-Version");
        return version == null || isServed(version) ? Passage.onward(exchange.answering(fields)) : REFUSED;
    }

    private boolean isServed(String version) {
        try {
            return Integer.parseInt(version) >= oldest;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
