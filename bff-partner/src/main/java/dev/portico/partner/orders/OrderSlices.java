package dev.portico.partner.orders;

import dev.portico.partner.catalog.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order's contract reads of the orders service; the rest of its answer is skipped. */
@RegisterForReflection(
        targets = {
            OrderSlices.Order.class,
            OrderSlices.Line.class,
            OrderSlices.Totals.class,
            OrderSlices.Fulfilment.class
        })
final class OrderSlices {

    private OrderSlices() {}

    record Order(
            String id,
            String status,
            String placedAt,
            Totals totals,
            List<Line> lines,
            @Nullable Fulfilment fulfilment) {}

    record Totals(Money grand) {}

    record Line(String sku, int quantity, Money unitPrice) {}

    record Fulfilment(@Nullable String carrier, @Nullable String trackingCode) {}
}
