package dev.portico.mobile.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.mobile.catalog.CardSlices.Product;
import dev.portico.mobile.catalog.ProductSlices.Details;
import dev.portico.mobile.catalog.ProductSlices.Similar;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Where a product's screen gets its parts from. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class ProductSources {

    private static final int MOST_SIMILAR = 4;

    private final JsonClient products;

    ProductSources(Gateway gateway) {
        this.products = gateway.client("products");
    }

    Uni<Optional<Details>> details(PartContext part, String id) {
        return products.find(part, Target.of("/products/{}", id), Details.class);
    }

    Uni<List<Product>> similar(PartContext part, String id) {
        var target = Target.of("/products/{}/recommendations?limit={}", id, MOST_SIMILAR);
        return products.get(part, target, Similar.class)
                .map(found -> found.items().stream().limit(MOST_SIMILAR).toList());
    }
}
