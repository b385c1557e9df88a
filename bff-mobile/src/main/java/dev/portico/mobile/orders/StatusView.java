package dev.portico.mobile.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.orders.StatusSlices.Event;
import dev.portico.mobile.orders.StatusSlices.Fulfilment;
import dev.portico.mobile.orders.StatusSlices.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come, for whoever tracks it. What is no component of it cannot leave the BFF.
 *
 * @param placedAt a moment in UTC (RFC 3339)
 * @param steps the steps of its fulfilment that it has reached, the last one last
 * @param lastStep the last of them; absent before the first
 * @param carrier absent until it is handed over
 * @param trackingCode the carrier's code for the parcel; absent as the carrier is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusView(
        String id,
        String status,
        String placedAt,
        List<Step> steps,
        @Nullable Step lastStep,
        @Nullable String carrier,
        @Nullable String trackingCode) {

    /** @param at a moment in UTC (RFC 3339) */
    public record Step(String name, String at) {}

    /** Far more than any order has; a service that sends more makes no longer screen. */
    private static final int MOST_STEPS = 50;

    private static final Fulfilment NOT_BEGUN = new Fulfilment(null, null, List.of());

    static StatusView of(Order order) {
        var fulfilment = order.fulfilment() == null ? NOT_BEGUN : order.fulfilment();
        var steps = steps(fulfilment.events());
        return new StatusView(
                order.id(),
                order.status(),
                order.placedAt(),
                steps,
                steps.isEmpty() ? null : steps.getLast(),
                fulfilment.carrier(),
                fulfilment.trackingCode());
    }

    private static List<Step> steps(List<Event> events) {
        return events.stream()
                .skip(Math.max(0, events.size() - MOST_STEPS))
                .map(event -> new Step(event.step(), event.at()))
                .toList();
    }
}
