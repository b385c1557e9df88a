package dev.portico.web.home;

import static dev.portico.gateway.composition.Sensitivity.PERSONAL;
import static dev.portico.web.home.HomePart.CUSTOMER;
import static dev.portico.web.home.HomePart.ORDERS;
import static dev.portico.web.home.HomePart.ORDERS_ITEMS;
import static dev.portico.web.home.HomePart.PAYMENTS;
import static dev.portico.web.home.HomePart.RECOMMENDED;

import dev.portico.gateway.composition.Exposes;
import dev.portico.gateway.composition.LastGood;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.web.home.HomeSlices.Product;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What a customer sees first, from four services in one round trip. */
@Path("/api/home")
@RequestScoped
public class HomeResource {

    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);
    private static final Screen<HomePart> HOME = new Screen<>(REQUIRED.plus(OPTIONAL), 5);
    private static final LastGood<List<Product>> RECOMMENDED_BEFORE = LastGood.of(10_000, Duration.ofMinutes(10));

    private final Exchange exchange;
    private final HomeSources sources;

    HomeResource(Exchange exchange, HomeSources sources) {
        this.exchange = exchange;
        this.sources = sources;
    }

    @GET
    @Operation(summary = "What a customer sees first")
    @Exposes(PERSONAL)
    @Extension(name = "x-payload-budget", value = "6144", parseValue = true)
    @APIResponseSchema(value = HomeView.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "The caller has no account.",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<HomeView> home() {
        var home = HOME.on(exchange);

        var customer = home.required(CUSTOMER, REQUIRED, sources::customer);
        var orders = home.required(ORDERS, REQUIRED, sources::orders);
        var ordered = home.optionalAfter(orders, ORDERS_ITEMS, OPTIONAL, Map.of(), sources::ordered);
        var recommended = home.staleOk(RECOMMENDED, OPTIONAL, RECOMMENDED_BEFORE, List.of(), sources::recommended);
        var payments = home.optional(PAYMENTS, OPTIONAL, List.of(), sources::payments);

        return home.reply(() -> HomeView.of(
                customer.get(),
                orders.get(),
                ordered.get(),
                recommended.get(),
                payments.get(),
                home.missing(),
                home.stale()));
    }
}
