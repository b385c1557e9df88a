package org.example.door;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

@Startup // so that a table without this upstream stops the start
@Singleton
final class PriceSource {

    @RegisterForReflection
    record Product(String name, Money price) {}

    @RegisterForReflection
    record Money(long amount, String currency) {}

    private final JsonClient products;

    PriceSource(Gateway gateway) {
        this.products = gateway.client("products");
    }

    Uni<Optional<Product>> product(PartContext part, String id) {
        return products.find(part, Target.of("/products/{}", id), Product.class);
    }
}
