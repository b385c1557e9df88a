package dev.portico.gateway.exchange;

/**
 * One decision on the path of a request: refuse it, or let it on with more known about it. A gate never calls the next
 * one and never writes an answer; what it wants on the answer it leaves on the exchange.
 *
 * <p>Gates run on the event loop and must not block it; one that has to wait returns {@link Passage.Later}. A gate that
 * throws is a defect: the request ends with 500.
 */
@FunctionalInterface
public interface Gate {

    Passage enter(Exchange exchange);
}
