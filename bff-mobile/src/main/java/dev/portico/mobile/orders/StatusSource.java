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

/**
 * Where the order status comes from: the orders service, which shows each user only their own. What it gives is held against
 * that once more, so that one that shows everything, as it may to staff, does not make this screen do so.
 */
@Startup // so that a table without this upstream stops the start
@Singleton
final class StatusSource {

    private final JsonClient orders;

    StatusSource(Gateway gateway) {
        this.orders = gateway.client("orders");
    }

    /** Empty where there is none of that id, or it is somebody else's. */
    Uni<Optional<Order>> order(PartContext part, String id) {
        return orders.find(part, Target.of("/orders/{}", id), Order.class)
                .map(found -> found.filter(order -> order.userId().equals(part.callerId())));
    }
}
