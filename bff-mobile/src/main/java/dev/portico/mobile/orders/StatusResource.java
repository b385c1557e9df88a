package dev.portico.mobile.orders;

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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How far an order has come, step by step. Somebody else's is answered as one that does not exist. */
@Path("/api/orders/{id}/status")
@RequestScoped
public class StatusResource {

    private static final Screen<?> STATUS = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final StatusSource source;

    StatusResource(Exchange exchange, StatusSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "1024", parseValue = true)
    @Operation(summary = "How far an order has come, step by step")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<StatusView> status(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = "^o-[0-9]{1,12}$"))
                    String id) {
        return STATUS.single(exchange, part -> source.order(part, id))
                .map(found -> found.map(StatusView::of).orElseThrow(NotFoundException::new));
    }
}
