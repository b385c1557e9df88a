package dev.portico.partner.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.partner.catalog.CatalogSlices.Product;
import dev.portico.partner.catalog.CatalogSlices.Products;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Where the catalogue comes from. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class CatalogSource {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final JsonClient products;

    CatalogSource(Gateway gateway) {
        this.products = gateway.client("products");
    }

    Uni<Products> products(PartContext part, Page page) {
        var target = Target.of("/products?offset={}&limit={}", page.offset(), page.limit());
        return products.get(part, target, Products.class);
    }

    /** All of it, as fast as it is read. */
    Multi<Product> export(PartContext part) {
        return products.lines(part, "/products/export", Product.class, PAUSE);
    }
}
