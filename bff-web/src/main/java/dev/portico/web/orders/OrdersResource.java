package dev.portico.web.orders;

import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.QUERY;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.web.query.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The caller's own orders, page by page. */
@Path("/api/account/orders")
@RequestScoped
public class OrdersResource {

    private static final Screen<?> ORDERS = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final OrderSources sources;

    OrdersResource(Exchange exchange, OrderSources sources) {
        this.exchange = exchange;
        this.sources = sources;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "1024", parseValue = true)
    @Operation(summary = "The caller's own orders, page by page")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    @Parameter(
            name = "page",
            in = QUERY,
            description = "which page, counted from 1",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "10000", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = QUERY,
            description = "how many orders a page holds at most",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    public Uni<OrdersView> orders() {
        var page = Page.of(Query.of(exchange));
        return ORDERS.single(exchange, part -> sources.orders(part, page)).map(found -> OrdersView.of(found, page));
    }
}
