package dev.portico.gateway.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request reach a resource only when it has passed the gates. Public for the classes that Quarkus generates around
 * it, which may live in another class loader; not for apps.
 */
public final class ScreenGuard {

    @ServerRequestFilter(preMatching = true)
    public void refuseWhatPassedNoGate(RoutingContext context) {
        if (HandOver.take(context).isEmpty()) {
            throw new NotFoundException();
        }
    }
}
