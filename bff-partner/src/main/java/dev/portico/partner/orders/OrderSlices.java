package dev.portico.partner.orders;

import dev.portico.partner.catalog.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order's contract reads of the orders service, where the rest is skipped, and what it sends there. */
@RegisterForReflection(
        targets = {
            OrderSlices.Order.class,
            OrderSlices.Line.class,
            OrderSlices.Totals.class,
            OrderSlices.Fulfilment.class,
            OrderSlices.Placing.class,
            OrderSlices.PlacedLine.class
        })
final class OrderSlices {

    private OrderSlices() {}

    record Order(
            String id,
            String status,
            String placedAt,
            Totals totals,
            List<Line> lines,
            @Nullable Fulfilment fulfilment) {
        Order {
            if (!OrderId.sound(id)) {
                throw new IllegalArgumentException("an id that no order has");
            }
        }
    }

    record Totals(Money grand) {}

    record Line(String sku, int quantity, Money unitPrice) {}

    record Fulfilment(@Nullable String carrier, @Nullable String trackingCode) {}

    /** What is asked of the service; whose order it is, it is told in {@code X-Partner-Id}. */
    record Placing(List<PlacedLine> lines) {}

    record PlacedLine(String productId, int quantity) {}
}
