package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;

/** Finds the client's address: the peer's, or what trusted proxies say of the hops before them. */
public final class LocateClient implements Gate {

    private final TrustedProxies proxies;

    public LocateClient(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public Passage enter(Exchange exchange) {
        return Passage.onward(
                exchange.from(proxies.believedHops(exchange.request()).getFirst()));
    }
}
