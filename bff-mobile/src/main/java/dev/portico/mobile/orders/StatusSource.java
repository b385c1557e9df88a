package dev.portico.mobile.orders;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.mobile.orders.StatusSlices.Order;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where the order status comes from: the orders service, which shows each user only their own. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class StatusSource {

    private final JsonClient orders;

    StatusSource(Gateway gateway) {
        this.orders = gateway.client("orders");
    }

    Uni<Optional<Order>> order(PartContext part, String id) {
        return orders.find(part, Target.of("/orders/{}", id), Order.class);
    }
}
