package org.example.door;

/** What the client gets: {@code cents} are hundredths of the currency. */
public record PriceView(String name, long cents, String currency) {

    static PriceView of(PriceSource.Product product) {
        return new PriceView(
                product.name(), product.price().amount(), product.price().currency());
    }
}
