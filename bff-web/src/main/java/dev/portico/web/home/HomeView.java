package dev.portico.web.home;

import static dev.portico.gateway.composition.Sensitivity.PERSONAL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.gateway.composition.Sensitive;
import dev.portico.web.catalog.Money;
import dev.portico.web.catalog.Picture;
import dev.portico.web.home.HomeSlices.Line;
import dev.portico.web.home.HomeSlices.Payment;
import dev.portico.web.home.HomeSlices.Product;
import dev.portico.web.home.HomeSlices.User;
import java.util.List;
import java.util.Map;
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

    public record Customer(@Sensitive(PERSONAL) String name, String tier, int points) {}

    public record Order(String id, String status, String placedAt, Money total, List<Item> items) {}

    /** One line of an order; name and picture are absent while products cannot be asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String productId, int quantity, @Nullable String name, @Nullable String picture) {}

    /** @param picture absent where the product has none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductCard(String id, String name, Money price, @Nullable String picture) {}

    /** @param dueAt a moment in UTC (RFC 3339); absent where it was not said */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenPayment(String id, String orderId, Money amount, @Nullable String dueAt) {}

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
                order.totals().grand(),
                order.lines().stream()
                        .map(line -> item(line, products.get(line.productId())))
                        .toList());
    }

    private static Item item(Line line, @Nullable Product product) {
        return product == null
                ? new Item(line.productId(), line.quantity(), null, null)
                : new Item(line.productId(), line.quantity(), product.name(), Picture.forCard(product.images()));
    }

    private static ProductCard card(Product product) {
        return new ProductCard(product.id(), product.name(), product.price(), Picture.forCard(product.images()));
    }

    private static OpenPayment payment(Payment payment) {
        return new OpenPayment(payment.id(), payment.orderId(), payment.amount(), payment.dueAt());
    }
}
