package dev.portico.web.checkout;

import dev.portico.web.catalog.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What the checkout reads of each upstream, and what it sends; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            CheckoutSlices.Offers.class,
            CheckoutSlices.Offer.class,
            CheckoutSlices.NewOrder.class,
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
    record NewOrder(String userId, List<Line> lines) {}

    record Orders(List<Order> items) {}

    record Order(String id, String userId, String status, String placedAt, List<Line> lines, Totals totals) {}

    record Line(String productId, int quantity) {}

    record Totals(Money grand) {}
}
