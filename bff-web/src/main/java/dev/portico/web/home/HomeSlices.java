package dev.portico.web.home;

import dev.portico.web.catalog.Money;
import dev.portico.web.catalog.Picture;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the home screen reads of each upstream; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            HomeSlices.User.class,
            HomeSlices.Name.class,
            HomeSlices.Loyalty.class,
            HomeSlices.Orders.class,
            HomeSlices.Order.class,
            HomeSlices.Line.class,
            HomeSlices.Totals.class,
            HomeSlices.Products.class,
            HomeSlices.Product.class,
            HomeSlices.Payments.class,
            HomeSlices.Payment.class
        })
final class HomeSlices {

    private HomeSlices() {}

    record User(String id, Name name, Loyalty loyalty) {}

    record Name(String given, String family) {}

    record Loyalty(String tier, int points) {}

    record Orders(List<Order> items) {}

    record Order(String id, String userId, String status, String placedAt, List<Line> lines, Totals totals) {}

    record Line(String productId, int quantity) {}

    record Totals(Money grand) {}

    record Products(List<Product> items) {}

    record Product(String id, String name, Money price, List<Picture> images) {}

    record Payments(List<Payment> items) {}

    record Payment(String id, String orderId, String userId, Money amount, @Nullable String dueAt) {}
}
