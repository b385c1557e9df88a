package dev.portico.partner.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the catalogue: the contract with partners. What is no component of it cannot leave the BFF; what is one keeps
 * its name, its type and its meaning within {@code /v1}. More may be added.
 *
 * @param items the products of the page, in a lasting order
 * @param total how many products there are on all pages
 * @param offset how many products come before this page
 * @param limit how many products the page may hold
 */
public record CatalogPage(List<Product> items, int total, int offset, int limit) {

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
    public record Product(
            String id,
            String sku,
            String name,
            @Nullable String brand,
            String category,
            String summary,
            Money price,
            String availability,
            List<Image> images) {

        static Product of(CatalogSlices.Product product) {
            return new Product(
                    product.id(),
                    product.sku(),
                    product.name(),
                    product.brand(),
                    product.category(),
                    product.summary(),
                    product.price(),
                    product.availability(),
                    Image.of(product));
        }
    }

    /**
     * @param width in pixels
     * @param height in pixels
     */
    @RegisterForReflection
    public record Image(String url, int width, int height) {

        static List<Image> of(CatalogSlices.Product product) {
            return product.images().stream()
                    .map(image -> new Image(image.url(), image.width(), image.height()))
                    .toList();
        }
    }

    /** A service that does not keep to the limit makes no longer page. */
    static CatalogPage of(CatalogSlices.Products found, Page page) {
        return new CatalogPage(
                found.items().stream().limit(page.limit()).map(Product::of).toList(),
                found.total(),
                page.offset(),
                page.limit());
    }
}
