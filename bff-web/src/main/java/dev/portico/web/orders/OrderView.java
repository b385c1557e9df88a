package dev.portico.web.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.web.catalog.Money;
import dev.portico.web.catalog.Picture;
import dev.portico.web.orders.OrderSlices.Fulfilment;
import dev.portico.web.orders.OrderSlices.Line;
import dev.portico.web.orders.OrderSlices.Order;
import dev.portico.web.orders.OrderSlices.Payment;
import dev.portico.web.orders.OrderSlices.Product;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order's page. What is no component of it cannot leave the BFF.
 *
 * @param placedAt a moment in UTC (RFC 3339)
 * @param goods what all lines come to
 * @param total with shipping and taxes
 * @param shipment absent until it is handed to a carrier
 * @param payment the latest one; absent where there is none, or where it could not be had
 * @param missing the parts that could not be had this time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        String id,
        String status,
        String placedAt,
        List<OrderLine> lines,
        Money goods,
        Money shipping,
        Money total,
        @Nullable Shipment shipment,
        @Nullable OrderPayment payment,
        List<OrderPart> missing) {

    /** One line of an order; name and picture are absent while products cannot be asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrderLine(
            String productId,
            int quantity,
            Money unitPrice,
            Money total,
            @Nullable String name,
            @Nullable String picture) {}

    /** @param trackingCode the carrier's code for the parcel */
    public record Shipment(String carrier, String trackingCode) {}

    /** @param dueAt a moment in UTC (RFC 3339); absent where nothing is due */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrderPayment(String status, Money amount, @Nullable String dueAt) {}

    static OrderView of(Order order, Map<String, Product> products, List<Payment> payments, List<OrderPart> missing) {
        return new OrderView(
                order.id(),
                order.status(),
                order.placedAt(),
                order.lines().stream()
                        .map(line -> line(line, products.get(line.productId())))
                        .toList(),
                order.totals().goods(),
                order.totals().shipping(),
                order.totals().grand(),
                shipment(order.fulfilment()),
                payment(payments),
                missing);
    }

    private static OrderLine line(Line line, @Nullable Product product) {
        return new OrderLine(
                line.productId(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal(),
                product == null ? null : product.name(),
                product == null ? null : Picture.forCard(product.images()));
    }

    private static @Nullable Shipment shipment(@Nullable Fulfilment fulfilment) {
        return fulfilment == null || fulfilment.carrier() == null || fulfilment.trackingCode() == null
                ? null
                : new Shipment(fulfilment.carrier(), fulfilment.trackingCode());
    }

    private static @Nullable OrderPayment payment(List<Payment> payments) {
        return payments.stream()
                .max(Comparator.comparing(Payment::createdAt))
                .map(latest -> new OrderPayment(latest.status(), latest.amount(), latest.dueAt()))
                .orElse(null);
    }
}
