package dev.portico.web.checkout;

import dev.portico.web.catalog.Money;
import dev.portico.web.checkout.CheckoutSlices.Line;
import dev.portico.web.checkout.CheckoutSlices.Order;

/**
 * An order that was placed. What is no component of it cannot leave the BFF.
 *
 * @param placedAt a moment in UTC (RFC 3339)
 * @param total with shipping and taxes
 * @param pieces how many things were ordered
 */
public record PlacedOrder(String id, String status, String placedAt, Money total, int pieces) {

    static PlacedOrder of(Order order) {
        return new PlacedOrder(
                order.id(),
                order.status(),
                order.placedAt(),
                order.totals().grand(),
                order.lines().stream().mapToInt(Line::quantity).sum());
    }
}
