package dev.portico.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.web.catalog.CatalogSlices.Listed;
import dev.portico.web.catalog.CatalogSlices.Product;
import dev.portico.web.catalog.CatalogSlices.Reviews;
import dev.portico.web.catalog.CatalogSlices.Shipping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product page. What is no component of it cannot leave the BFF.
 *
 * @param brand absent where the product has none
 * @param inStock whether it can be ordered now
 * @param images one picture in several sizes; may be empty
 * @param rating absent where nobody has rated it
 * @param delivery absent where it is not known
 * @param recommended others like it
 * @param missing the parts that could not be had this time
 * @param stale the parts that are shown as they were last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
        String id,
        String name,
        String category,
        @Nullable String brand,
        Money price,
        boolean inStock,
        String summary,
        String description,
        List<ProductImage> images,
        @Nullable Rating rating,
        @Nullable Delivery delivery,
        List<CatalogItem> recommended,
        List<ProductPart> missing,
        List<ProductPart> stale) {

    /**
     * @param width in pixels
     * @param height in pixels
     * @param alt what it shows, in words
     */
    public record ProductImage(String url, int width, int height, String alt) {}

    /** @param average from 1 to 5 */
    public record Rating(double average, int count) {}

    /** In how many days it arrives. */
    public record Delivery(int daysMin, int daysMax) {}

    static ProductView of(
            Product product, List<Listed> recommended, List<ProductPart> missing, List<ProductPart> stale) {
        return new ProductView(
                product.id(),
                product.name(),
                product.category(),
                product.brand(),
                product.price(),
                CatalogItem.inStock(product.availability()),
                product.summary(),
                product.description(),
                product.images().stream()
                        .map(image -> new ProductImage(image.url(), image.width(), image.height(), image.alt()))
                        .toList(),
                rating(product.reviews()),
                delivery(product.shipping()),
                recommended.stream().map(CatalogItem::of).toList(),
                missing,
                stale);
    }

    private static @Nullable Rating rating(@Nullable Reviews reviews) {
        return reviews == null ? null : new Rating(reviews.average(), reviews.count());
    }

    private static @Nullable Delivery delivery(@Nullable Shipping shipping) {
        return shipping == null ? null : new Delivery(shipping.daysMin(), shipping.daysMax());
    }
}
