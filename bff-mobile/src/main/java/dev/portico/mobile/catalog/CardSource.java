package dev.portico.mobile.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
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

    Uni<Optional<Product>> product(Exchange exchange, String id, Deadline deadline) {
        return products.find(exchange, Target.of("/products/{}", id), Product.class, deadline);
    }
}
