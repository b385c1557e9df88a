package dev.portico.mobile.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.orders.StatusSlices.Event;
import dev.portico.mobile.orders.StatusSlices.Fulfilment;
import dev.portico.mobile.orders.StatusSlices.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order status. What is no component of it cannot leave the BFF.
 *
 * @param placedAt a moment in UTC (RFC 3339)
 * @param lastStep the step of its fulfilment that was reached last; absent before the first
 * @param carrier absent until it is handed over
 * @param trackingCode the carrier's code for the parcel; absent as the carrier is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusView(
        String id,
        String status,
        String placedAt,
        @Nullable Step lastStep,
        @Nullable String carrier,
        @Nullable String trackingCode) {

    /** @param at a moment in UTC (RFC 3339) */
    public record Step(String name, String at) {}

    private static final Fulfilment NOT_BEGUN = new Fulfilment(null, null, List.of());

    static StatusView of(Order order) {
        var fulfilment = order.fulfilment() == null ? NOT_BEGUN : order.fulfilment();
        return new StatusView(
                order.id(),
                order.status(),
                order.placedAt(),
                fulfilment.events().isEmpty() ? null : step(fulfilment.events().getLast()),
                fulfilment.carrier(),
                fulfilment.trackingCode());
    }

    private static Step step(Event event) {
        return new Step(event.step(), event.at());
    }
}
