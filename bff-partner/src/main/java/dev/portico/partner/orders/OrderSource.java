package dev.portico.partner.orders;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.partner.orders.OrderSlices.Order;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where an order comes from: the orders service, which is told by {@code X-Partner-Id} who asks. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class OrderSource {

    private final JsonClient orders;

    OrderSource(Gateway gateway) {
        this.orders = gateway.client("orders");
    }

    Uni<Optional<Order>> order(PartContext part, String id) {
        return orders.find(part, Target.of("/orders/{}", id), Order.class);
    }
}
