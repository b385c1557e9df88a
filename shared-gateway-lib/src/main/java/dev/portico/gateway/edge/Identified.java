package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.identity.IdentifyRequest;
import java.util.concurrent.ThreadLocalRandom;

/** Gives a request its id where it ends before the gate for that, so that each problem can be found in the log. */
final class Identified {

    private static final IdentifyRequest GATE = new IdentifyRequest(ThreadLocalRandom::current);

    private Identified() {}

    static Exchange of(Exchange exchange) {
        return exchange.id().isEmpty() && GATE.enter(exchange) instanceof Passage.Onward(var identified)
                ? identified
                : exchange;
    }
}
