package dev.portico.bench.gateway;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What the screen reads of each upstream; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            AggregateSlices.User.class,
            AggregateSlices.Name.class,
            AggregateSlices.Loyalty.class,
            AggregateSlices.Money.class,
            AggregateSlices.Orders.class,
            AggregateSlices.Order.class,
            AggregateSlices.Totals.class,
            AggregateSlices.Products.class,
            AggregateSlices.Product.class,
            AggregateSlices.Image.class,
            AggregateSlices.Payments.class,
            AggregateSlices.Payment.class
        })
final class AggregateSlices {

    private AggregateSlices() {}

    record User(Name name, Loyalty loyalty) {}

    record Name(String given, String family) {}

    record Loyalty(String tier, int points) {}

    record Money(long amount, String currency) {}

    record Orders(List<Order> items) {}

    record Order(String id, String status, String placedAt, Totals totals) {}

    record Totals(Money grand) {}

    record Products(List<Product> items) {}

    record Product(String id, String name, Money price, List<Image> images) {}

    record Image(String url, int width) {}

    record Payments(List<Payment> items) {}

    record Payment(String id, String orderId, Money amount, String dueAt) {}
}
