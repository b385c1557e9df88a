package dev.portico.bench.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.bench.gateway.AggregateSlices.Image;
import dev.portico.bench.gateway.AggregateSlices.Money;
import dev.portico.bench.gateway.AggregateSlices.Orders;
import dev.portico.bench.gateway.AggregateSlices.Payments;
import dev.portico.bench.gateway.AggregateSlices.Products;
import dev.portico.bench.gateway.AggregateSlices.User;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Four answers, trimmed to what a screen shows. */
public record AggregateView(
        Customer customer, List<Order> orders, List<Product> recommended, List<Payment> openPayments) {

    public record Customer(String name, String tier, int points) {}

    public record Order(String id, String status, String placedAt, Price total) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Product(String id, String name, Price price, @Nullable String picture) {}

    public record Payment(String id, String orderId, Price amount, String dueAt) {}

    /** @param amount in hundredths of the currency */
    public record Price(long amount, String currency) {}

    private static final int PICTURE_WIDTH = 320;

    static AggregateView of(User user, Orders orders, Products products, Payments payments) {
        return new AggregateView(
                new Customer(
                        user.name().given() + " " + user.name().family(),
                        user.loyalty().tier(),
                        user.loyalty().points()),
                orders.items().stream()
                        .map(order -> new Order(
                                order.id(),
                                order.status(),
                                order.placedAt(),
                                price(order.totals().grand())))
                        .toList(),
                products.items().stream()
                        .map(product -> new Product(
                                product.id(), product.name(), price(product.price()), picture(product.images())))
                        .toList(),
                payments.items().stream()
                        .map(payment ->
                                new Payment(payment.id(), payment.orderId(), price(payment.amount()), payment.dueAt()))
                        .toList());
    }

    private static Price price(Money money) {
        return new Price(money.amount(), money.currency());
    }

    /** The narrowest that is wide enough, else the widest. */
    private static @Nullable String picture(List<Image> images) {
        return images.stream()
                .filter(image -> image.width() >= PICTURE_WIDTH)
                .min(Comparator.comparingInt(Image::width))
                .or(() -> images.stream().max(Comparator.comparingInt(Image::width)))
                .map(Image::url)
                .orElse(null);
    }
}
