package dev.portico.web.home;

import dev.portico.gateway.composition.Composition;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a customer sees first, from four services in one round trip. */
@Path("/api/home")
@RequestScoped
public class HomeResource {

    private static final Duration WHOLE = Duration.ofMillis(2500);
    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);

    private final Exchange exchange;
    private final HomeSources sources;

    HomeResource(Exchange exchange, HomeSources sources) {
        this.exchange = exchange;
        this.sources = sources;
    }

    @GET
    @Operation(summary = "What a customer sees first")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<HomeView> home() {
        var home = Composition.within(WHOLE);

        var customer = home.required("customer", REQUIRED, deadline -> sources.customer(exchange, deadline));
        var orders = home.required("orders", REQUIRED, deadline -> sources.orders(exchange, deadline));
        var ordered = home.optionalAfter(
                orders,
                "orders.items",
                OPTIONAL,
                List.of(),
                (found, deadline) -> sources.ordered(exchange, found, deadline));
        var recommended =
                home.optional("recommended", OPTIONAL, List.of(), deadline -> sources.recommended(exchange, deadline));
        var payments = home.optional("payments", OPTIONAL, List.of(), deadline -> sources.payments(exchange, deadline));

        return home.reply(() -> HomeView.of(
                customer.get(), orders.get(), ordered.get(), recommended.get(), payments.get(), home.missing()));
    }
}
