package dev.portico.web.checkout;

import dev.portico.gateway.problem.Problem;
import dev.portico.web.catalog.CatalogItem;
import dev.portico.web.checkout.Basket.BasketItem;
import dev.portico.web.checkout.CheckoutSlices.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a basket can be ordered as the customer has seen it. */
final class BasketCheck {

    private BasketCheck() {}

    /**
     * What keeps it from being ordered; empty where nothing does.
     *
     * @param offers what the products are now, by their ids
     */
    static Optional<Problem> of(Basket basket, Map<String, Offer> offers) {
        var gone = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (var item : basket.items()) {
            var offer = offers.get(item.productId());
            if (offer == null || !CatalogItem.inStock(offer.availability())) {
                gone.add(item.productId());
            } else if (!offer.price().equals(item.unitPrice())) {
                changed.add(priceNow(item, offer));
            }
        }
        return gone.isEmpty() && changed.isEmpty() ? Optional.empty() : Optional.of(conflict(gone, changed));
    }

    private static String priceNow(BasketItem item, Offer offer) {
        return item.productId() + " (now " + offer.price().amount() + " "
                + offer.price().currency() + ")";
    }

    private static Problem conflict(List<String> gone, List<String> changed) {
        var detail = new StringBuilder("This request ordered nothing.");
        if (!gone.isEmpty()) {
            detail.append(" Not to be had: ").append(String.join(", ", gone)).append("; take it out of the basket.");
        }
        if (!changed.isEmpty()) {
            detail.append(" Price changed: ")
                    .append(String.join(", ", changed))
                    .append("; show it, and send it with the next order.");
        }
        return new Problem.Conflict(detail.toString());
    }
}
