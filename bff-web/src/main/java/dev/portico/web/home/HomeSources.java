package dev.portico.web.home;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
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
import java.util.stream.Collectors;

/** Where the home screen gets its parts from. */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class HomeSources {

    private static final int LAST_ORDERS = 5;
    private static final int RECOMMENDATIONS = 4;

    private final JsonClient users;
    private final JsonClient orders;
    private final JsonClient products;
    private final JsonClient payments;

    HomeSources(Gateway gateway) {
        this.users = gateway.client("users");
        this.orders = gateway.client("orders");
        this.products = gateway.client("products");
        this.payments = gateway.client("payments");
    }

    Uni<User> customer(Exchange exchange, Deadline deadline) {
        return users.get(exchange, Target.of("/users/{}", subject(exchange)), User.class, deadline);
    }

    Uni<List<Order>> orders(Exchange exchange, Deadline deadline) {
        var target = Target.of("/orders?user={}&limit={}", subject(exchange), LAST_ORDERS);
        return orders.get(exchange, target, Orders.class, deadline).map(Orders::items);
    }

    /** The products of all lines of the orders, in one call. */
    Uni<List<Product>> ordered(Exchange exchange, List<Order> found, Deadline deadline) {
        var ids = found.stream()
                .flatMap(order -> order.lines().stream())
                .map(Line::productId)
                .distinct()
                .collect(Collectors.joining(","));
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : products.get(exchange, Target.of("/products?ids={}", ids), Products.class, deadline)
                        .map(Products::items);
    }

    Uni<List<Product>> recommended(Exchange exchange, Deadline deadline) {
        var target = Target.of("/recommendations?user={}&limit={}", subject(exchange), RECOMMENDATIONS);
        return products.get(exchange, target, Products.class, deadline).map(Products::items);
    }

    Uni<List<Payment>> payments(Exchange exchange, Deadline deadline) {
        var target = Target.of("/payments?user={}&status=open", subject(exchange));
        return payments.get(exchange, target, Payments.class, deadline).map(Payments::items);
    }

    private static String subject(Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.User user -> user.subject();
            case Caller.Partner partner -> partner.id();
            case Caller.Anonymous() -> throw new IllegalStateException("The row of the home screen needs a caller");
        };
    }
}
