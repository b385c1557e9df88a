package dev.portico.web.home;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Lookup;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.web.account.UserId;
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
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where the home screen gets its parts from. Services are told who asks, and what they give is held against that once more;
 * recommendations alone do not say for whom they are.
 */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class HomeSources {

    private static final int LAST_ORDERS = 5;
    private static final int RECOMMENDATIONS = 4;
    private static final int MOST_PAYMENTS = 20;
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

    /** Fails with {@link NotFoundException} where the caller has a token and no account, or the service gives somebody else's. */
    Uni<User> customer(PartContext part) {
        if (!UserId.is(part.callerId())) {
            return Uni.createFrom().failure(new NotFoundException());
        }
        return users.find(part, Target.of("/users/{}", part.callerId()), User.class)
                .map(found ->
                        found.filter(user -> user.id().equals(part.callerId())).orElseThrow(NotFoundException::new));
    }

    Uni<List<Order>> orders(PartContext part) {
        var target = Target.of("/orders?user={}&limit={}", part.callerId(), LAST_ORDERS);
        return orders.get(part, target, Orders.class).map(page -> own(part, LAST_ORDERS, page.items(), Order::userId));
    }

    /** The products of all lines of the orders, in one call. */
    Uni<Map<String, Product>> ordered(List<Order> found, PartContext part) {
        var ids = found.stream()
                .flatMap(order -> order.lines().stream())
                .map(Line::productId)
                .distinct()
                .limit(PRODUCTS_A_CALL)
                .toList();
        return productsById.of(part, ids);
    }

    Uni<List<Product>> recommended(PartContext part) {
        var target = Target.of("/recommendations?user={}&limit={}", part.callerId(), RECOMMENDATIONS);
        return products.get(part, target, Products.class).map(page -> atMost(RECOMMENDATIONS, page.items()));
    }

    Uni<List<Payment>> payments(PartContext part) {
        var target = Target.of("/payments?user={}&status=open&limit={}", part.callerId(), MOST_PAYMENTS);
        return payments.get(part, target, Payments.class)
                .map(page -> own(part, MOST_PAYMENTS, page.items(), Payment::userId));
    }

    /** Somebody else's among them makes the answer a broken one: its service takes no notice of who asks. */
    private static <T> List<T> own(PartContext part, int limit, List<T> items, Function<T, String> owner) {
        if (items.stream().anyMatch(item -> !owner.apply(item).equals(part.callerId()))) {
            throw new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "what is somebody else's", null);
        }
        return atMost(limit, items);
    }

    /** A service that does not keep to the limit makes no longer screen. */
    private static <T> List<T> atMost(int limit, List<T> items) {
        return items.stream().limit(limit).toList();
    }

    private Uni<List<Product>> products(PartContext part, List<String> ids) {
        return products.get(part, Target.of("/products?ids={}", String.join(",", ids)), Products.class)
                .map(Products::items);
    }
}
