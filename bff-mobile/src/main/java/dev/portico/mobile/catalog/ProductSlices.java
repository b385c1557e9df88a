package dev.portico.mobile.catalog;

import dev.portico.mobile.catalog.CardSlices.Reviews;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a product's screen reads of the products service; the rest of its answers is skipped. */
@RegisterForReflection(
        targets = {
            ProductSlices.Details.class,
            ProductSlices.Photo.class,
            ProductSlices.Shipping.class,
            ProductSlices.Similar.class
        })
final class ProductSlices {

    private ProductSlices() {}

    record Details(
            String id,
            String name,
            @Nullable String brand,
            String category,
            Money price,
            String summary,
            String description,
            String availability,
            List<Photo> images,
            @Nullable Reviews reviews,
            @Nullable Shipping shipping) {}

    record Photo(String url, int width, int height, @Nullable String alt) {}

    record Shipping(int daysMin, int daysMax) {}

    record Similar(List<CardSlices.Product> items) {}
}
