package dev.portico.mobile.home;

import static dev.portico.gateway.composition.Sensitivity.PERSONAL;
import static dev.portico.mobile.home.HomePart.CUSTOMER;
import static dev.portico.mobile.home.HomePart.ORDERS;
import static dev.portico.mobile.home.HomePart.ORDERS_PICTURES;
import static dev.portico.mobile.home.HomePart.PAYMENTS;
import static dev.portico.mobile.home.HomePart.RECOMMENDED;

import dev.portico.gateway.composition.Exposes;
import dev.portico.gateway.composition.LastGood;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.mobile.home.HomeSlices.Payment;
import dev.portico.mobile.home.HomeSlices.Product;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a phone shows first, from four services in one round trip and less than two kilobytes. */
@Path("/api/home")
@RequestScoped
public class HomeResource {

    private static final Screen<HomePart> HOME = new Screen<>(Duration.ofMillis(2500), 5);
    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);
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
    @Extension(name = "x-payload-budget", value = "2048", parseValue = true)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = HomeView.class)))
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
        var pictured = home.optionalAfter(orders, ORDERS_PICTURES, OPTIONAL, List.of(), sources::firstProducts);
        var recommended = home.staleOk(RECOMMENDED, OPTIONAL, RECOMMENDED_BEFORE, List.of(), sources::recommended);
        var payments = home.optional(PAYMENTS, OPTIONAL, Optional.<List<Payment>>empty(), part -> sources.payments(part)
                .map(Optional::of));

        return home.reply(() -> HomeView.of(
                customer.get(),
                orders.get(),
                pictured.get(),
                recommended.get(),
                payments.get().orElse(null),
                home.missing(),
                home.stale()));
    }
}
