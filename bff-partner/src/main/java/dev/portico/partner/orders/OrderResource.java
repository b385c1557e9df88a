package dev.portico.partner.orders;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** One order. Which ones a partner may see, the orders service decides; others are answered as if they did not exist. */
@Path("/v1/orders/{id}")
@RequestScoped
public class OrderResource {

    private static final Screen<?> ORDER = new Screen<>(Duration.ofSeconds(2), 1);

    private final Exchange exchange;
    private final OrderSource source;

    OrderResource(Exchange exchange, OrderSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Operation(summary = "One order")
    @SecurityRequirement(name = "bearer", scopes = "orders:read")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<OrderView> order(@PathParam("id") String id) {
        return ORDER.single(exchange, part -> source.order(part, id))
                .map(found -> found.map(OrderView::of).orElseThrow(NotFoundException::new));
    }
}
