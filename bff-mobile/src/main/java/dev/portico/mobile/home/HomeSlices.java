package dev.portico.mobile.home;

import dev.portico.mobile.catalog.Image;
import dev.portico.mobile.catalog.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What the home screen reads of each upstream; the rest of their answers is skipped. */
@RegisterForReflection(
        targets = {
            HomeSlices.User.class,
            HomeSlices.Name.class,
            HomeSlices.Loyalty.class,
            HomeSlices.Orders.class,
            HomeSlices.Order.class,
            HomeSlices.Line.class,
            HomeSlices.Products.class,
            HomeSlices.Product.class,
            HomeSlices.Pictures.class,
            HomeSlices.Pictured.class,
            HomeSlices.Payments.class,
            HomeSlices.Payment.class
        })
final class HomeSlices {

    private HomeSlices() {}

    record User(String id, Name name, Loyalty loyalty) {}

    record Name(String given) {}

    record Loyalty(String tier) {}

    record Orders(List<Order> items) {}

    record Order(String id, String userId, String status, String placedAt, List<Line> lines) {}

    record Line(String productId) {}

    record Products(List<Product> items) {}

    record Product(String id, String name, Money price, List<Image> images) {}

    record Pictures(List<Pictured> items) {}

    record Pictured(String id, List<Image> images) {}

    record Payments(List<Payment> items) {}

    record Payment(String userId, Money amount) {
        Payment {
            if (Math.abs(amount.amount()) > Money.LARGEST / HomeSources.MOST_PAYMENTS) {
                throw new IllegalArgumentException("an amount that cannot be summed");
            }
        }
    }
}
