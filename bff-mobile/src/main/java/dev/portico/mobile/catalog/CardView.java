package dev.portico.mobile.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.catalog.CardSlices.Product;
import dev.portico.mobile.catalog.CardSlices.Reviews;
import org.jspecify.annotations.Nullable;

/**
 * The product card. What is no component of it cannot leave the BFF.
 *
 * @param picture absent where the product has none
 * @param availability {@code in-stock}, {@code out-of-stock}, or what the shop may add one day
 * @param rating absent while nobody has rated the product
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardView(
        String id, String name, Money price, @Nullable String picture, String availability, @Nullable Rating rating) {

    /**
     * @param stars the average, from 0 to 5
     * @param count how many people rated
     */
    public record Rating(double stars, int count) {}

    /** In pixels: sharp on a phone's screen at half its width. */
    private static final int PICTURE_WIDTH = 320;

    static CardView of(Product product) {
        return new CardView(
                product.id(),
                product.name(),
                product.price(),
                Image.ofWidth(PICTURE_WIDTH, product.images()).orElse(null),
                product.availability(),
                rating(product.reviews()));
    }

    private static @Nullable Rating rating(@Nullable Reviews reviews) {
        return reviews == null || reviews.count() == 0 ? null : new Rating(reviews.average(), reviews.count());
    }
}
