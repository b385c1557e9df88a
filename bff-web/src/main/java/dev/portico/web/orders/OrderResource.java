package dev.portico.web.orders;

import static dev.portico.web.orders.OrderPart.LINES_PRODUCTS;
import static dev.portico.web.orders.OrderPart.ORDER;
import static dev.portico.web.orders.OrderPart.PAYMENT;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** One of the caller's own orders, with pictures and how far it is paid. Somebody else's is one that does not exist. */
@Path("/api/account/orders/{id}")
@RequestScoped
public class OrderResource {

    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);
    private static final Screen<OrderPart> PAGE = new Screen<>(REQUIRED.plus(OPTIONAL), 2 + OrderSources.PRODUCT_CALLS);

    private final Exchange exchange;
    private final OrderSources sources;

    OrderResource(Exchange exchange, OrderSources sources) {
        this.exchange = exchange;
        this.sources = sources;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "2048", parseValue = true)
    @Operation(summary = "One of the caller's own orders")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<OrderView> order(
            @PathParam("id")
                    @Parameter(
                            description = "the order, such as o-10001",
                            schema = @Schema(type = STRING, pattern = OrderId.PATTERN))
                    String id) {
        if (!OrderId.is(id)) {
            throw new NotFoundException();
        }
        var page = PAGE.on(exchange);

        var order = page.required(ORDER, REQUIRED, part -> sources.order(part, id));
        var products = page.optionalAfter(order, LINES_PRODUCTS, OPTIONAL, Map.of(), sources::ordered);
        var payments = page.optional(PAYMENT, OPTIONAL, List.of(), part -> sources.payments(part, id));

        return page.reply(() -> OrderView.of(order.get(), products.get(), payments.get(), page.missing()));
    }
}
