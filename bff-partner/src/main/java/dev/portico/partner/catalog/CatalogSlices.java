package dev.portico.partner.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue reads of the products service; the rest of its answer is skipped. */
@RegisterForReflection(targets = {CatalogSlices.Products.class, CatalogSlices.Product.class, CatalogSlices.Image.class})
final class CatalogSlices {

    private CatalogSlices() {}

    record Products(List<Product> items, int total) {
        Products {
            if (total < 0) {
                throw new IllegalArgumentException("fewer products than none");
            }
        }
    }

    record Product(
            String id,
            String sku,
            String name,
            @Nullable String brand,
            String category,
            String summary,
            Money price,
            String availability,
            List<Image> images) {}

    record Image(String url, int width, int height) {}
}
