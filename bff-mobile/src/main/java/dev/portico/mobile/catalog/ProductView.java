package dev.portico.mobile.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.catalog.CardSlices.Product;
import dev.portico.mobile.catalog.ProductSlices.Details;
import dev.portico.mobile.catalog.ProductSlices.Photo;
import dev.portico.mobile.catalog.ProductSlices.Shipping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's screen. What is no component of it cannot leave the BFF.
 *
 * @param brand absent where the product has none
 * @param summary one sentence
 * @param description paragraphs, with an empty line between them
 * @param picture absent where the product has none
 * @param availability {@code in-stock}, {@code out-of-stock}, or what the shop may add one day
 * @param rating absent while nobody has rated the product
 * @param delivery absent while the shop does not say
 * @param similar cards of up to four others
 * @param missing the parts that could not be had this time
 * @param stale the parts that are shown as they were last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
        String id,
        String name,
        @Nullable String brand,
        String category,
        Money price,
        String summary,
        String description,
        @Nullable Picture picture,
        String availability,
        @Nullable Rating rating,
        @Nullable Delivery delivery,
        List<CardView> similar,
        List<ProductPart> missing,
        List<ProductPart> stale) {

    /**
     * @param width in pixels
     * @param height in pixels
     * @param alt what is to be seen, in words; absent where nobody has said so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Picture(String url, int width, int height, @Nullable String alt) {}

    /** In days after the order. */
    public record Delivery(int earliest, int latest) {}

    /** A phone's whole screen, in CSS pixels. */
    static final int USUAL_WIDTH = 360;

    /** @param pixels how wide the picture has to be; those of the cards are half of it */
    static ProductView of(
            Details product, List<Product> similar, int pixels, List<ProductPart> missing, List<ProductPart> stale) {
        return new ProductView(
                product.id(),
                product.name(),
                product.brand(),
                product.category(),
                product.price(),
                product.summary(),
                product.description(),
                picture(product.images(), pixels),
                product.availability(),
                Rating.of(product.reviews()),
                delivery(product.shipping()),
                similar.stream().map(card -> CardView.of(card, pixels / 2)).toList(),
                missing,
                stale);
    }

    private static @Nullable Picture picture(List<Photo> photos, int pixels) {
        return Image.fitting(pixels, photos, Photo::width)
                .map(photo -> new Picture(photo.url(), photo.width(), photo.height(), photo.alt()))
                .orElse(null);
    }

    private static @Nullable Delivery delivery(@Nullable Shipping shipping) {
        return shipping == null ? null : new Delivery(shipping.daysMin(), shipping.daysMax());
    }
}
