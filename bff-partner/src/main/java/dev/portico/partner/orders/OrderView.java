package dev.portico.partner.orders;

import dev.portico.partner.catalog.Money;
import dev.portico.partner.orders.OrderSlices.Fulfilment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order: the contract with partners. What is no component of it cannot leave the BFF; what is one keeps its name, its
 * type and its meaning within {@code /v1}. More may be added, but nothing about the person who ordered.
 *
 * @param status {@code placed}, {@code paid}, {@code shipped}, {@code delivered}, {@code cancelled}, or a word that is
 *     added one day
 * @param placedAt a moment in UTC (RFC 3339)
 * @param total with shipping and taxes
 * @param shipments empty until something is handed to a carrier
 */
@RegisterForReflection
public record OrderView(
        String id, String status, String placedAt, Money total, List<Line> lines, List<Shipment> shipments) {

    /**
     * @param sku the stock keeping unit, as products of the catalogue name it
     * @param unitPrice of one piece, with taxes
     */
    @RegisterForReflection
    public record Line(String sku, int quantity, Money unitPrice) {}

    /** @param trackingCode the carrier's code for the parcel */
    @RegisterForReflection
    public record Shipment(String carrier, String trackingCode) {

        static List<Shipment> of(@Nullable Fulfilment fulfilment) {
            if (fulfilment == null || fulfilment.carrier() == null || fulfilment.trackingCode() == null) {
                return List.of();
            }
            return List.of(new Shipment(fulfilment.carrier(), fulfilment.trackingCode()));
        }
    }

    static OrderView of(OrderSlices.Order order) {
        return new OrderView(
                order.id(),
                order.status(),
                order.placedAt(),
                order.totals().grand(),
                order.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity(), line.unitPrice()))
                        .toList(),
                Shipment.of(order.fulfilment()));
    }
}
