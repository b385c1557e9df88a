package dev.portico.bench.gateway;

import dev.portico.bench.gateway.AggregateSlices.Orders;
import dev.portico.bench.gateway.AggregateSlices.Payments;
import dev.portico.bench.gateway.AggregateSlices.Products;
import dev.portico.bench.gateway.AggregateSlices.User;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.Screen;
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
    private static final Screen<String> AGGREGATE = new Screen<>(TIME, 4);

    private final Exchange exchange;
    private final JsonClient services;

    AggregateResource(Exchange exchange, Gateway gateway) {
        this.exchange = exchange;
        this.services = gateway.client("all");
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<AggregateView> aggregate() {
        var screen = AGGREGATE.on(exchange);

        var user = screen.required("user", TIME, part -> services.get(part, "/users/u-1001", User.class));
        var orders = screen.required(
                "orders", TIME, part -> services.get(part, "/orders?user=u-1001&limit=10", Orders.class));
        var products =
                screen.required("products", TIME, part -> services.get(part, "/products?limit=8", Products.class));
        var payments =
                screen.required("payments", TIME, part -> services.get(part, "/payments?user=u-1001", Payments.class));

        return screen.reply(() -> AggregateView.of(user.get(), orders.get(), products.get(), payments.get()));
    }
}
