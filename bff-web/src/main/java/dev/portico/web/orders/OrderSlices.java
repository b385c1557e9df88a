package dev.portico.web.orders;

import dev.portico.web.catalog.Money;
import dev.portico.web.catalog.Picture;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the order screens read of each upstream; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            OrderSlices.Orders.class,
            OrderSlices.Order.class,
            OrderSlices.Line.class,
            OrderSlices.Totals.class,
            OrderSlices.Fulfilment.class,
            OrderSlices.Products.class,
            OrderSlices.Product.class,
            OrderSlices.Payments.class,
            OrderSlices.Payment.class
        })
final class OrderSlices {

    private OrderSlices() {}

    record Orders(List<Order> items, int total) {
        Orders {
            if (total < 0) {
                throw new IllegalArgumentException("fewer orders than none");
            }
        }
    }

    record Order(
            String id,
            String userId,
            String status,
            String placedAt,
            List<Line> lines,
            Totals totals,
            @Nullable Fulfilment fulfilment) {}

    record Line(String productId, int quantity, Money unitPrice, Money lineTotal) {}

    record Totals(Money goods, Money shipping, Money grand) {}

    record Fulfilment(@Nullable String carrier, @Nullable String trackingCode) {}

    record Products(List<Product> items) {}

    record Product(String id, String name, List<Picture> images) {}

    record Payments(List<Payment> items) {}

    record Payment(
            String orderId, String userId, String status, Money amount, String createdAt, @Nullable String dueAt) {}
}
