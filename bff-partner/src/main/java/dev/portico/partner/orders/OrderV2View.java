package dev.portico.partner.orders;

import dev.portico.partner.catalog.DecimalMoney;
import dev.portico.partner.orders.OrderView.Shipment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * An order as {@code /v2} promises it. What is no component of it cannot leave the BFF; what is one keeps its name, its type
 * and its meaning within {@code /v2}. More may be added, but nothing about the person who ordered.
 *
 * @param status {@code placed}, {@code paid}, {@code shipped}, {@code delivered}, {@code cancelled}, or a word that is
 *     added one day
 * @param createdAt a moment in UTC (RFC 3339)
 * @param total with shipping and taxes
 * @param shipments empty until something is handed to a carrier
 */
@RegisterForReflection
public record OrderV2View(
        String id, String status, String createdAt, DecimalMoney total, List<LineV2> lines, List<Shipment> shipments) {

    /**
     * @param sku the stock keeping unit, as products of the catalogue name it
     * @param unitPrice of one piece, with taxes
     */
    @RegisterForReflection
    public record LineV2(String sku, int quantity, DecimalMoney unitPrice) {}

    static OrderV2View of(OrderSlices.Order order) {
        return new OrderV2View(
                order.id(),
                order.status(),
                order.placedAt(),
                DecimalMoney.of(order.totals().grand()),
                order.lines().stream()
                        .map(line -> new LineV2(line.sku(), line.quantity(), DecimalMoney.of(line.unitPrice())))
                        .toList(),
                Shipment.of(order.fulfilment()));
    }
}
