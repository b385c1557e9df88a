package dev.portico.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.web.catalog.CatalogSlices.Listed;
import org.jspecify.annotations.Nullable;

/**
 * A product as lists show it.
 *
 * @param inStock whether it can be ordered now
 * @param picture absent where the product has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogItem(
        String id, String name, String category, Money price, boolean inStock, @Nullable String picture) {

    private static final String IN_STOCK = "in-stock";

    static CatalogItem of(Listed product) {
        return new CatalogItem(
                product.id(),
                product.name(),
                product.category(),
                product.price(),
                inStock(product.availability()),
                Picture.forCard(product.images()));
    }

    /** What the word of the products service means; one that is not known yet sells nothing. */
    public static boolean inStock(String availability) {
        return availability.equals(IN_STOCK);
    }
}
