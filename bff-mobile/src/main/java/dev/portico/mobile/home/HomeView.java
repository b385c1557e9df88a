package dev.portico.mobile.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.catalog.Image;
import dev.portico.mobile.catalog.Money;
import dev.portico.mobile.home.HomeSlices.Line;
import dev.portico.mobile.home.HomeSlices.Payment;
import dev.portico.mobile.home.HomeSlices.Pictured;
import dev.portico.mobile.home.HomeSlices.Product;
import dev.portico.mobile.home.HomeSlices.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The home screen. What is no component of it cannot leave the BFF.
 *
 * @param orders the last three, newest first
 * @param openPayments absent while payments cannot be asked
 * @param missing the parts that could not be had this time
 * @param stale the parts that are shown as they were last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HomeView(
        Customer customer,
        List<Order> orders,
        List<ProductCard> recommended,
        @Nullable OpenPayments openPayments,
        List<HomePart> missing,
        List<HomePart> stale) {

    /** @param name the first name */
    public record Customer(String name, String tier) {}

    /**
     * @param placedAt a moment in UTC (RFC 3339)
     * @param lines how many different things were ordered
     * @param picture of the first of them; absent where it has none, or while products cannot be asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Order(String id, String status, String placedAt, int lines, @Nullable String picture) {}

    /**
     * @param name in so few characters that it fits on a card
     * @param picture absent where the product has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductCard(String id, String name, Money price, @Nullable String picture) {}

    /** @param sums what is open in each currency */
    public record OpenPayments(int count, List<Money> sums) {}

    /** In pixels: sharp on a phone's screen at a quarter of its width. */
    private static final int PICTURE_WIDTH = 160;

    static HomeView of(
            User user,
            List<HomeSlices.Order> orders,
            List<Pictured> pictured,
            List<Product> recommended,
            @Nullable List<Payment> payments,
            List<HomePart> missing,
            List<HomePart> stale) {
        var pictures = pictured.stream().collect(Collectors.toMap(Pictured::id, Pictured::images, (one, same) -> one));
        return new HomeView(
                new Customer(user.name().given(), user.loyalty().tier()),
                orders.stream().map(order -> order(order, pictures)).toList(),
                recommended.stream().map(HomeView::card).toList(),
                payments == null ? null : open(payments),
                missing,
                stale);
    }

    private static Order order(HomeSlices.Order order, Map<String, List<Image>> pictures) {
        var picture = order.lines().stream()
                .findFirst()
                .map(Line::productId)
                .flatMap(id -> picture(pictures.getOrDefault(id, List.of())));
        return new Order(
                order.id(), order.status(), order.placedAt(), order.lines().size(), picture.orElse(null));
    }

    private static ProductCard card(Product product) {
        return new ProductCard(
                product.id(),
                ShortName.of(product.name()),
                product.price(),
                picture(product.images()).orElse(null));
    }

    private static OpenPayments open(List<Payment> payments) {
        var sums = payments.stream()
                .map(Payment::amount)
                .collect(Collectors.groupingBy(Money::currency, TreeMap::new, Collectors.summingLong(Money::amount)));
        return new OpenPayments(
                payments.size(),
                sums.entrySet().stream()
                        .map(sum -> new Money(sum.getValue(), sum.getKey()))
                        .toList());
    }

    private static Optional<String> picture(List<Image> images) {
        return Image.ofWidth(PICTURE_WIDTH, images);
    }
}
