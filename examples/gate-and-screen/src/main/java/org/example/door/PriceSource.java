package org.example.door;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    Uni<Optional<Product>> product(Exchange exchange, String id) {
        return products.find(
                exchange, Target.of("/products/{}", id), Product.class, Deadline.in(Duration.ofSeconds(1)));
    }
}
