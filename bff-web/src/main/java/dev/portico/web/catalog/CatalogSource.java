package dev.portico.web.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.web.catalog.CatalogSlices.Listed;
import dev.portico.web.catalog.CatalogSlices.Product;
import dev.portico.web.catalog.CatalogSlices.Products;
import dev.portico.web.catalog.CatalogSlices.Similar;
import dev.portico.web.query.Page;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** Where the catalogue comes from. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class CatalogSource {

    private static final int RECOMMENDATIONS = 4;

    private final JsonClient products;

    CatalogSource(Gateway gateway) {
        this.products = gateway.client("products");
    }

    Uni<Products> products(PartContext part, CatalogFilter filter, Page page) {
        return products.get(part, filter.target(page), Products.class);
    }

    /** Fails with {@link NotFoundException} where there is none of that id. */
    Uni<Product> product(PartContext part, String id) {
        return products.find(part, Target.of("/products/{}", id), Product.class)
                .map(found -> found.orElseThrow(NotFoundException::new));
    }

    /** Others like it; none for a product that is not there. */
    Uni<List<Listed>> recommended(PartContext part, String id) {
        var target = Target.of("/products/{}/recommendations?limit={}", id, RECOMMENDATIONS);
        return products.find(part, target, Similar.class)
                .map(found -> found.map(Similar::items).orElseGet(List::of).stream()
                        .limit(RECOMMENDATIONS)
                        .toList());
    }
}
