package dev.portico.web.checkout;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Lookup;
import dev.portico.gateway.composition.Outcome;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.composition.Write;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.web.checkout.Basket.BasketItem;
import dev.portico.web.checkout.CheckoutSlices.Line;
import dev.portico.web.checkout.CheckoutSlices.NewLine;
import dev.portico.web.checkout.CheckoutSlices.NewOrder;
import dev.portico.web.checkout.CheckoutSlices.Offer;
import dev.portico.web.checkout.CheckoutSlices.Offers;
import dev.portico.web.checkout.CheckoutSlices.Order;
import dev.portico.web.checkout.CheckoutSlices.Orders;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the checkout looks what things cost, and where it orders them. */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class CheckoutSources {

    /** What the service is asked for once a key, as its own key says. */
    private static final String PLACE = "place";

    private final JsonClient orders;
    private final JsonClient products;
    private final Lookup<String, Offer> offersById;

    CheckoutSources(Gateway gateway) {
        this.orders = gateway.client("orders");
        this.products = gateway.client("products");
        this.offersById = Lookup.inBatches(Basket.MOST_ITEMS, 1, this::offers, Offer::id);
    }

    /** What the things in the basket cost now, in one call. */
    Uni<Map<String, Offer>> offers(PartContext part, Basket basket) {
        return offersById.of(
                part, basket.items().stream().map(BasketItem::productId).toList());
    }

    /** Orders for the caller. */
    Uni<Order> place(PartContext part, Basket basket, IdempotencyKey key) {
        var order = Write.post(
                "/orders",
                new NewOrder(
                        part.callerId(),
                        basket.items().stream().map(CheckoutSources::line).toList()),
                key.towards(PLACE));
        return orders.write(part, order, Order.class)
                .map(outcome -> own(part, outcome).orRefuse(CheckoutSources::refused));
    }

    /** An order that is somebody else's says nothing of what became of this one. */
    private static Outcome<Order> own(PartContext part, Outcome<Order> outcome) {
        return outcome instanceof Outcome.Done<Order>(var order)
                        && !order.userId().equals(part.callerId())
                ? new Outcome.Unknown<>(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "somebody else's order", null))
                : outcome;
    }

    /**
     * What was ordered before with this key, where it is the same: so that a client that never learned of its order does,
     * even if prices have changed since.
     */
    Uni<Optional<Order>> placedBefore(PartContext part, Basket basket, IdempotencyKey key) {
        var target = Target.of("/orders?user={}&idempotencyKey={}&limit=1", part.callerId(), key.towards(PLACE));
        return orders.get(part, target, Orders.class).map(found -> found.items().stream()
                .filter(order -> order.userId().equals(part.callerId()))
                .filter(order -> pieces(order.lines()).equals(pieces(basket)))
                .findFirst());
    }

    /** How many of each product: a service may write what was sent in two lines as one, or in another order. */
    private static Map<String, Long> pieces(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::productId, Collectors.summingLong(Line::quantity)));
    }

    private static Map<String, Long> pieces(Basket basket) {
        return basket.items().stream()
                .collect(Collectors.groupingBy(BasketItem::productId, Collectors.summingLong(BasketItem::quantity)));
    }

    private static NewLine line(BasketItem item) {
        return new NewLine(item.productId(), item.quantity(), item.unitPrice());
    }

    /** What the client can do about a 4xx of the orders service; the others are no fault of the client's. */
    private static Problem refused(int status) {
        return switch (status) {
            case 422 ->
                new Problem.Conflict(
                        "This request ordered nothing: its Idempotency-Key belongs to another order, or the"
                                + " products can no longer be ordered. Look at the basket again, and use a new key.");
            case 429 -> new Problem.Unavailable(1);
            default -> new Problem.BadGateway();
        };
    }

    private Uni<List<Offer>> offers(PartContext part, List<String> ids) {
        return products.get(part, Target.of("/products?ids={}", String.join(",", ids)), Offers.class)
                .map(Offers::items);
    }
}
