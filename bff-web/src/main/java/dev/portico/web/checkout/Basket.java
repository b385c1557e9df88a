package dev.portico.web.checkout;

import dev.portico.web.catalog.Money;
import dev.portico.web.catalog.ProductId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a customer wants to order, at the prices that they have seen. */
@RegisterForReflection
public record Basket(@Schema(minItems = 1, maxItems = Basket.MOST_ITEMS) List<BasketItem> items) {

    static final int MOST_ITEMS = 20;
    static final int MOST_PIECES = 99;

    public Basket {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("a basket of " + items.size() + " items");
        }
    }

    /** @param unitPrice what one piece cost when the customer saw it */
    @RegisterForReflection
    public record BasketItem(
            @Schema(pattern = ProductId.PATTERN) String productId,
            @Schema(minimum = "1", maximum = "99") int quantity,
            Money unitPrice) {

        public BasketItem {
            if (!ProductId.is(productId) || quantity < 1 || quantity > MOST_PIECES) {
                throw new IllegalArgumentException("no item of a basket");
            }
        }
    }
}
