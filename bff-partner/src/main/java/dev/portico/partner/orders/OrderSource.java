package dev.portico.partner.orders;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.Digest;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Outcome;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.composition.Write;
import dev.portico.partner.orders.OrderSlices.Order;
import dev.portico.partner.orders.OrderSlices.PlacedLine;
import dev.portico.partner.orders.OrderSlices.Placing;
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

    Uni<Outcome<Order>> place(PartContext part, NewOrder order, String key) {
        var placing = new Placing(order.lines().stream()
                .map(line -> new PlacedLine(line.productId(), line.quantity()))
                .toList());
        return orders.write(part, Write.post("/orders", placing, key), Order.class);
    }

    /** An order is cancelled once, so all attempts of a partner have one key, which no other partner can make. */
    Uni<Outcome<Order>> cancel(PartContext part, String id) {
        var target = Target.of("/orders/{}/cancel", id);
        return orders.write(
                part,
                new Write(
                        "POST",
                        target,
                        null,
                        Digest.of("cancel", part.exchange().caller().key(), id)),
                Order.class);
    }
}
