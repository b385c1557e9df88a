package dev.portico.web.orders;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Lookup;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.web.orders.OrderSlices.Line;
import dev.portico.web.orders.OrderSlices.Order;
import dev.portico.web.orders.OrderSlices.Orders;
import dev.portico.web.orders.OrderSlices.Payment;
import dev.portico.web.orders.OrderSlices.Payments;
import dev.portico.web.orders.OrderSlices.Product;
import dev.portico.web.orders.OrderSlices.Products;
import dev.portico.web.query.Page;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;

/**
 * Where the order screens get their parts from. Services are told who asks, and what they give is held against that once
 * more: a service that shows somebody everything, as it may to staff, does not make these screens do so.
 */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class OrderSources {

    /** The most calls for products that one order makes. */
    static final int PRODUCT_CALLS = 2;

    private static final int PRODUCTS_A_CALL = 50;
    private static final int PAYMENTS_OF_AN_ORDER = 20;

    private final JsonClient orders;
    private final JsonClient products;
    private final JsonClient payments;
    private final Lookup<String, Product> productsById;

    OrderSources(Gateway gateway) {
        this.orders = gateway.client("orders");
        this.products = gateway.client("products");
        this.payments = gateway.client("payments");
        this.productsById = Lookup.inBatches(PRODUCTS_A_CALL, PRODUCT_CALLS, this::products, Product::id);
    }

    /** The caller's orders; one of somebody else's among them makes the answer a broken one. */
    Uni<Orders> orders(PartContext part, Page page) {
        var target = Target.of("/orders?user={}&offset={}&limit={}", part.callerId(), page.offset(), page.size());
        return orders.get(part, target, Orders.class).invoke(found -> {
            if (found.items().stream().anyMatch(order -> !order.userId().equals(part.callerId()))) {
                throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "somebody else's order", null);
            }
        });
    }

    /** Fails with {@link NotFoundException} where there is none of that id, or it is somebody else's. */
    Uni<Order> order(PartContext part, String id) {
        return orders.find(part, Target.of("/orders/{}", id), Order.class)
                .map(found -> found.filter(order -> order.userId().equals(part.callerId()))
                        .orElseThrow(NotFoundException::new));
    }

    /** The products of an order's lines; those beyond what the calls hold are left out. */
    Uni<Map<String, Product>> ordered(Order order, PartContext part) {
        var ids = order.lines().stream()
                .map(Line::productId)
                .distinct()
                .limit((long) PRODUCTS_A_CALL * PRODUCT_CALLS)
                .toList();
        return productsById.of(part, ids);
    }

    Uni<List<Payment>> payments(PartContext part, String orderId) {
        var target = Target.of("/payments?user={}&order={}&limit={}", part.callerId(), orderId, PAYMENTS_OF_AN_ORDER);
        return payments.get(part, target, Payments.class).map(found -> found.items().stream()
                .filter(payment -> payment.userId().equals(part.callerId()))
                .filter(payment -> payment.orderId().equals(orderId))
                .toList());
    }

    private Uni<List<Product>> products(PartContext part, List<String> ids) {
        return products.get(part, Target.of("/products?ids={}", String.join(",", ids)), Products.class)
                .map(Products::items);
    }
}
