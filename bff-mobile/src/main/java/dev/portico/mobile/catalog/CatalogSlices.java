package dev.portico.mobile.catalog;

import dev.portico.mobile.catalog.CardSlices.Product;
import dev.portico.mobile.catalog.CardSlices.Reviews;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue reads of the products service; the rest of its answer is skipped. */
@RegisterForReflection(targets = {CatalogSlices.Newest.class, CatalogSlices.Listed.class})
final class CatalogSlices {

    private CatalogSlices() {}

    record Newest(List<Listed> items) {}

    record Listed(
            String id,
            String name,
            Money price,
            String availability,
            List<Image> images,
            @Nullable Reviews reviews,
            Instant createdAt) {

        private static final int LONGEST_ID = 128;

        Listed {
            if (id.length() > LONGEST_ID) {
                throw new IllegalArgumentException("an id that fits into no cursor");
            }
        }

        Product product() {
            return new Product(id, name, price, availability, images, reviews);
        }
    }
}
