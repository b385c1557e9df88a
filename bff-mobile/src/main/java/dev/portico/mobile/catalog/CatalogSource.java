package dev.portico.mobile.catalog;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.mobile.catalog.CatalogSlices.Newest;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Where the catalogue comes from. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class CatalogSource {

    private final JsonClient products;

    CatalogSource(Gateway gateway) {
        this.products = gateway.client("products");
    }

    /** One product more than the page may hold: whether it comes says whether there is a next page. */
    Uni<Newest> newest(PartContext part, PageWanted page) {
        var target = new StringBuilder(Target.of("/products/newest?limit={}", page.limit() + 1));
        if (!page.category().isEmpty()) {
            target.append(Target.of("&category={}", page.category()));
        }
        page.after().ifPresent(last -> target.append(Target.of("&after={}", last.createdAt() + "," + last.id())));
        return products.get(part, target.toString(), Newest.class);
    }
}
