package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.shaping.FieldTree;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * How an exchange gets from the gates to the resource that serves a screen, and what the caller chose of its answer to where that
 * is written: the only values that the gateway leaves in the server's context. A request without an exchange has passed no
 * gate and must not reach a resource.
 */
final class HandOver {

    private static final String KEY = HandOver.class.getName();

    private static final String CHOSEN = KEY + ".chosen";

    private HandOver() {}

    /**
     * The identity goes along, or a screen that asks for it on the event loop would be told that it must not wait. So does
     * the trace, for the spans that a screen begins itself and the lines that it logs.
     */
    @SuppressWarnings("deprecation") // The framework itself has no other way to set the user that it reads.
    static void give(RoutingContext context, Exchange exchange) {
        context.put(KEY, exchange);
        if (exchange.span().getSpanContext().isValid()) {
            QuarkusContextStorage.INSTANCE.attach(Vertx.currentContext(), exchange.trace());
        }
        context.setUser(new QuarkusHttpUser(GateIdentity.of(exchange.caller())));
    }

    static Optional<Exchange> take(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    static void giveChosen(RoutingContext context, FieldTree fields) {
        context.put(CHOSEN, fields);
    }

    /** The fields of the answer that the caller wants; everything where none were chosen. */
    static FieldTree takeChosen(RoutingContext context) {
        return context.get(CHOSEN, FieldTree.EVERYTHING);
    }
}
