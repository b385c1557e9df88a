package dev.portico.partner.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.partner.catalog.CatalogPage.Image;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the catalogue as {@code /v2} promises it. What is no component of it cannot leave the BFF; what is one keeps its
 * name, its type and its meaning within {@code /v2}. More may be added.
 *
 * @param items the products of the page, in a lasting order
 * @param next the cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogV2Page(List<ProductV2> items, @Nullable String next) {

    /**
     * @param id names the product here
     * @param sku the stock keeping unit, as lines of orders name it
     * @param brand absent where the product has none
     * @param summary one sentence
     * @param availability {@code in-stock}, {@code out-of-stock}, or a word that is added one day
     * @param images one picture in several sizes; may be empty
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductV2(
            String id,
            String sku,
            String name,
            @Nullable String brand,
            String category,
            String summary,
            DecimalMoney price,
            String availability,
            List<Image> images) {

        static ProductV2 of(CatalogSlices.Product product) {
            return new ProductV2(
                    product.id(),
                    product.sku(),
                    product.name(),
                    product.brand(),
                    product.category(),
                    product.summary(),
                    DecimalMoney.of(product.price()),
                    product.availability(),
                    Image.of(product));
        }
    }

    /** A service that does not keep to the limit makes no longer page. */
    static CatalogV2Page of(CatalogSlices.Products found, Page page) {
        var items =
                found.items().stream().limit(page.limit()).map(ProductV2::of).toList();
        return new CatalogV2Page(items, page.next(items.size(), found.total()));
    }
}
