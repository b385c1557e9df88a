package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Exchange;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the exchange of the current request injectable into what lives for one request, such as a screen. */
@Singleton
final class CurrentExchange {

    @Produces
    @Dependent
    Exchange exchange(CurrentVertxRequest current) {
        var context = current.getCurrent();
        if (context == null) {
            throw new IllegalStateException("There is no request; inject the Exchange into a @RequestScoped bean.");
        }
        return HandOver.take(context).orElseThrow(() -> new IllegalStateException("The request has passed no gate."));
    }
}
