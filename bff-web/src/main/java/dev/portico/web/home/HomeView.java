package dev.portico.web.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.web.home.HomeSlices.Image;
import dev.portico.web.home.HomeSlices.Line;
import dev.portico.web.home.HomeSlices.Money;
import dev.portico.web.home.HomeSlices.Payment;
import dev.portico.web.home.HomeSlices.Product;
import dev.portico.web.home.HomeSlices.User;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The home screen. What is no component of it cannot leave the BFF.
 *
 * @param missing the parts that could not be had this time
 * @param stale the parts that are shown as they were last
 */
public record HomeView(
        Customer customer,
        List<Order> orders,
        List<ProductCard> recommended,
        List<OpenPayment> openPayments,
        List<HomePart> missing,
        List<HomePart> stale) {

    public record Customer(String name, String tier, int points) {}

    public record Order(String id, String status, String placedAt, Price total, List<Item> items) {}

    /** One line of an order; name and picture are absent while products cannot be asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String productId, int quantity, @Nullable String name, @Nullable String picture) {}

    /** @param picture absent where the product has none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductCard(String id, String name, Price price, @Nullable String picture) {}

    public record OpenPayment(String id, String orderId, Price amount, String dueAt) {}

    /** @param amount in hundredths of the currency */
    public record Price(long amount, String currency) {}

    /** Pictures of the home screen are at least this wide, in pixels, where the product has one. */
    private static final int PICTURE_WIDTH = 320;

    static HomeView of(
            User user,
            List<HomeSlices.Order> orders,
            Map<String, Product> ordered,
            List<Product> recommended,
            List<Payment> payments,
            List<HomePart> missing,
            List<HomePart> stale) {
        return new HomeView(
                new Customer(
                        user.name().given() + " " + user.name().family(),
                        user.loyalty().tier(),
                        user.loyalty().points()),
                orders.stream().map(order -> order(order, ordered)).toList(),
                recommended.stream().map(HomeView::card).toList(),
                payments.stream().map(HomeView::payment).toList(),
                missing,
                stale);
    }

    private static Order order(HomeSlices.Order order, Map<String, Product> products) {
        return new Order(
                order.id(),
                order.status(),
                order.placedAt(),
                price(order.totals().grand()),
                order.lines().stream()
                        .map(line -> item(line, products.get(line.productId())))
                        .toList());
    }

    private static Item item(Line line, @Nullable Product product) {
        return product == null
                ? new Item(line.productId(), line.quantity(), null, null)
                : new Item(line.productId(), line.quantity(), product.name(), picture(product.images()));
    }

    private static ProductCard card(Product product) {
        return new ProductCard(product.id(), product.name(), price(product.price()), picture(product.images()));
    }

    private static OpenPayment payment(Payment payment) {
        return new OpenPayment(payment.id(), payment.orderId(), price(payment.amount()), payment.dueAt());
    }

    private static Price price(Money money) {
        return new Price(money.amount(), money.currency());
    }

    /** The narrowest image that is wide enough, else the widest. */
    private static @Nullable String picture(List<Image> images) {
        var byWidth =
                images.stream().sorted(Comparator.comparingInt(Image::width)).toList();
        return byWidth.stream()
                .filter(image -> image.width() >= PICTURE_WIDTH)
                .findFirst()
                .or(() -> byWidth.isEmpty() ? Optional.empty() : Optional.of(byWidth.getLast()))
                .map(Image::url)
                .orElse(null);
    }
}
