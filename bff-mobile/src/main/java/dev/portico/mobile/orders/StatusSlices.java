package dev.portico.mobile.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the order status reads of the orders service; the rest of its answer is skipped. */
@RegisterForReflection(targets = {StatusSlices.Order.class, StatusSlices.Fulfilment.class, StatusSlices.Event.class})
final class StatusSlices {

    private StatusSlices() {}

    record Order(String id, String userId, String status, String placedAt, @Nullable Fulfilment fulfilment) {}

    record Fulfilment(@Nullable String carrier, @Nullable String trackingCode, List<Event> events) {}

    record Event(String step, String at) {}
}
