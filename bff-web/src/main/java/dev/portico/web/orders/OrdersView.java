package dev.portico.web.orders;

import dev.portico.web.catalog.Money;
import dev.portico.web.orders.OrderSlices.Line;
import dev.portico.web.orders.OrderSlices.Order;
import dev.portico.web.orders.OrderSlices.Orders;
import dev.portico.web.query.Page;
import java.util.List;

/**
 * A page of a customer's orders, the newest first. What is no component of it cannot leave the BFF.
 *
 * @param page which one this is, counted from 1
 * @param size how many orders a page holds at most
 * @param totalItems how many orders there are on all pages
 */
public record OrdersView(List<OrderSummary> items, int page, int size, int totalItems, int totalPages) {

    /**
     * @param placedAt a moment in UTC (RFC 3339)
     * @param total with shipping and taxes
     * @param pieces how many things were ordered
     */
    public record OrderSummary(String id, String status, String placedAt, Money total, int pieces) {}

    /** A service that does not keep to the limit makes no longer page. */
    static OrdersView of(Orders found, Page page) {
        return new OrdersView(
                found.items().stream()
                        .limit(page.size())
                        .map(OrdersView::summary)
                        .toList(),
                page.number(),
                page.size(),
                found.total(),
                page.pages(found.total()));
    }

    private static OrderSummary summary(Order order) {
        return new OrderSummary(
                order.id(),
                order.status(),
                order.placedAt(),
                order.totals().grand(),
                order.lines().stream().mapToInt(Line::quantity).sum());
    }
}
