package dev.portico.mobile.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.mobile.catalog.CardSlices.Product;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where the product card comes from. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class CardSource {

    private final JsonClient products;

    CardSource(Gateway gateway) {
        this.products = gateway.client("products");
    }

    Uni<Optional<Product>> product(PartContext part, String id) {
        return products.find(part, Target.of("/products/{}", id), Product.class);
    }
}
