package dev.portico.bench.gateway;

import dev.portico.bench.gateway.AggregateSlices.Orders;
import dev.portico.bench.gateway.AggregateSlices.Payments;
import dev.portico.bench.gateway.AggregateSlices.Products;
import dev.portico.bench.gateway.AggregateSlices.User;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.Composition;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** Four calls side by side, one trimmed answer. */
@Path("/aggregate")
@RequestScoped
public class AggregateResource {

    private static final Duration TIME = Duration.ofSeconds(5);

    private final Exchange exchange;
    private final JsonClient services;

    AggregateResource(Exchange exchange, Gateway gateway) {
        this.exchange = exchange;
        this.services = gateway.client("all");
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<AggregateView> aggregate() {
        var screen = Composition.within(TIME);

        var user = screen.required(
                "user", TIME, deadline -> services.get(exchange, "/users/u-1001", User.class, deadline));
        var orders = screen.required(
                "orders",
                TIME,
                deadline -> services.get(exchange, "/orders?user=u-1001&limit=10", Orders.class, deadline));
        var products = screen.required(
                "products", TIME, deadline -> services.get(exchange, "/products?limit=8", Products.class, deadline));
        var payments = screen.required(
                "payments",
                TIME,
                deadline -> services.get(exchange, "/payments?user=u-1001", Payments.class, deadline));

        return screen.reply(() -> AggregateView.of(user.get(), orders.get(), products.get(), payments.get()));
    }
}
