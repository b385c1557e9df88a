package dev.portico.web.home;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Lookup;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.web.home.HomeSlices.Line;
import dev.portico.web.home.HomeSlices.Order;
import dev.portico.web.home.HomeSlices.Orders;
import dev.portico.web.home.HomeSlices.Payment;
import dev.portico.web.home.HomeSlices.Payments;
import dev.portico.web.home.HomeSlices.Product;
import dev.portico.web.home.HomeSlices.Products;
import dev.portico.web.home.HomeSlices.User;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Where the home screen gets its parts from. */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class HomeSources {

    private static final int LAST_ORDERS = 5;
    private static final int RECOMMENDATIONS = 4;
    private static final int PRODUCTS_A_CALL = 100;

    private final JsonClient users;
    private final JsonClient orders;
    private final JsonClient products;
    private final JsonClient payments;
    private final Lookup<String, Product> productsById;

    HomeSources(Gateway gateway) {
        this.users = gateway.client("users");
        this.orders = gateway.client("orders");
        this.products = gateway.client("products");
        this.payments = gateway.client("payments");
        this.productsById = Lookup.inBatches(PRODUCTS_A_CALL, 1, this::products, Product::id);
    }

    Uni<User> customer(PartContext part) {
        return users.get(part, Target.of("/users/{}", part.callerId()), User.class);
    }

    Uni<List<Order>> orders(PartContext part) {
        var target = Target.of("/orders?user={}&limit={}", part.callerId(), LAST_ORDERS);
        return orders.get(part, target, Orders.class).map(Orders::items);
    }

    /** The products of all lines of the orders, in one call. */
    Uni<Map<String, Product>> ordered(List<Order> found, PartContext part) {
        var ids = found.stream()
                .flatMap(order -> order.lines().stream())
                .map(Line::productId)
                .limit(PRODUCTS_A_CALL)
                .toList();
        return productsById.of(part, ids);
    }

    Uni<List<Product>> recommended(PartContext part) {
        var target = Target.of("/recommendations?user={}&limit={}", part.callerId(), RECOMMENDATIONS);
        return products.get(part, target, Products.class).map(Products::items);
    }

    Uni<List<Payment>> payments(PartContext part) {
        var target = Target.of("/payments?user={}&status=open", part.callerId());
        return payments.get(part, target, Payments.class).map(Payments::items);
    }

    private Uni<List<Product>> products(PartContext part, List<String> ids) {
        return products.get(part, Target.of("/products?ids={}", String.join(",", ids)), Products.class)
                .map(Products::items);
    }
}
