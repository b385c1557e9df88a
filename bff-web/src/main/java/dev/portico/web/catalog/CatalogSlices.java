package dev.portico.web.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue reads of the products service; the rest of its answers is skipped. */
@RegisterForReflection(
        targets = {
            CatalogSlices.Products.class,
            CatalogSlices.Listed.class,
            CatalogSlices.Similar.class,
            CatalogSlices.Product.class,
            CatalogSlices.Image.class,
            CatalogSlices.Reviews.class,
            CatalogSlices.Shipping.class
        })
final class CatalogSlices {

    private CatalogSlices() {}

    record Products(List<Listed> items, int total) {
        Products {
            if (total < 0) {
                throw new IllegalArgumentException("fewer products than none");
            }
        }
    }

    record Listed(String id, String name, String category, Money price, String availability, List<Picture> images) {}

    record Similar(List<Listed> items) {}

    record Product(
            String id,
            String name,
            String category,
            @Nullable String brand,
            Money price,
            String availability,
            String summary,
            String description,
            List<Image> images,
            @Nullable Reviews reviews,
            @Nullable Shipping shipping) {}

    record Image(String url, int width, int height, String alt) {}

    record Reviews(double average, int count) {}

    record Shipping(int daysMin, int daysMax) {}
}
