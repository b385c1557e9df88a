package dev.portico.web.checkout;

import dev.portico.web.catalog.Money;
import dev.portico.web.orders.OrderId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What the checkout reads of each upstream, and what it sends; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            CheckoutSlices.Offers.class,
            CheckoutSlices.Offer.class,
            CheckoutSlices.NewOrder.class,
            CheckoutSlices.NewLine.class,
            CheckoutSlices.Orders.class,
            CheckoutSlices.Order.class,
            CheckoutSlices.Line.class,
            CheckoutSlices.Totals.class
        })
final class CheckoutSlices {

    private CheckoutSlices() {}

    record Offers(List<Offer> items) {}

    record Offer(String id, Money price, String availability) {}

    /** @param userId the caller, whatever a client says */
    record NewOrder(String userId, List<NewLine> lines) {}

    /** @param unitPrice what the customer has seen: a price that has changed since the look at it is refused */
    record NewLine(String productId, int quantity, Money unitPrice) {}

    record Orders(List<Order> items) {}

    record Order(String id, String userId, String status, String placedAt, List<Line> lines, Totals totals) {
        Order {
            if (!OrderId.is(id)) {
                throw new IllegalArgumentException("an id that no order has");
            }
        }
    }

    record Line(String productId, int quantity) {}

    record Totals(Money grand) {}
}
