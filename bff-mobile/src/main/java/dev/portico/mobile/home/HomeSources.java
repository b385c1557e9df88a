package dev.portico.mobile.home;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.mobile.home.HomeSlices.Line;
import dev.portico.mobile.home.HomeSlices.Order;
import dev.portico.mobile.home.HomeSlices.Orders;
import dev.portico.mobile.home.HomeSlices.Payment;
import dev.portico.mobile.home.HomeSlices.Payments;
import dev.portico.mobile.home.HomeSlices.Pictured;
import dev.portico.mobile.home.HomeSlices.Pictures;
import dev.portico.mobile.home.HomeSlices.Product;
import dev.portico.mobile.home.HomeSlices.Products;
import dev.portico.mobile.home.HomeSlices.User;
import dev.portico.mobile.profile.UserId;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the home screen gets its parts from. Services are told who asks, and what they give is held against that once more;
 * recommendations alone do not say for whom they are.
 */
@Startup // so that a table without these upstreams stops the start
@Singleton
final class HomeSources {

    static final int MOST_PAYMENTS = 100;

    private static final int LAST_ORDERS = 3;
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

    /** The product of the first line of each order, in one call. */
    Uni<List<Pictured>> firstProducts(List<Order> found, PartContext part) {
        var ids = found.stream()
                .flatMap(order -> order.lines().stream().limit(1))
                .map(Line::productId)
                .distinct()
                .collect(Collectors.joining(","));
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : products.get(part, Target.of("/products?ids={}", ids), Pictures.class)
                        .map(Pictures::items);
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
}
