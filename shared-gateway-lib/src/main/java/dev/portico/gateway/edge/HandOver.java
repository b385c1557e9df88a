package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * How an exchange gets from the gates to the resource that serves a screen: the one value that the gateway leaves in the
 * server's context. A request without it has passed no gate and must not reach a resource.
 */
final class HandOver {

    private static final String KEY = HandOver.class.getName();

    private HandOver() {}

    static void give(RoutingContext context, Exchange exchange) {
        context.put(KEY, exchange);
    }

    static Optional<Exchange> take(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }
}
