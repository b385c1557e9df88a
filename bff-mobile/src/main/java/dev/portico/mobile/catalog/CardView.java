package dev.portico.mobile.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.catalog.CardSlices.Product;
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

    /** Half a phone's screen, in CSS pixels. */
    static final int USUAL_WIDTH = 160;

    /** @param pixels how wide the picture has to be */
    static CardView of(Product product, int pixels) {
        return new CardView(
                product.id(),
                product.name(),
                product.price(),
                Image.ofWidth(pixels, product.images()).orElse(null),
                product.availability(),
                Rating.of(product.reviews()));
    }
}
