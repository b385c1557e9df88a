package dev.portico.partner.orders;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.partner.idempotency.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Orders as {@code /v1} promises them. */
@Path("/v1/orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    private final Exchange exchange;
    private final OrderDesk desk;

    OrderResource(Exchange exchange, OrderDesk desk) {
        this.exchange = exchange;
        this.desk = desk;
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One order", deprecated = true)
    @SecurityRequirement(name = "bearer", scopes = "orders:read")
    public Uni<OrderView> order(
            @PathParam("id") @Parameter(description = OrderWords.ID, schema = @Schema(pattern = OrderId.PATTERN))
                    String id) {
        return desk.one(exchange, id).map(OrderView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Places an order", description = OrderWords.PLACING, deprecated = true)
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewOrder.class)))
    @APIResponse(
            responseCode = "201",
            description = OrderWords.PLACED,
            headers = {
                @Header(name = "Location", description = OrderWords.LOCATION, schema = @Schema(type = STRING)),
                @Header(
                        name = "Idempotency-Replayed",
                        description = OrderWords.REPLAYED,
                        schema = @Schema(type = STRING))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = OrderWords.IN_PROGRESS)
    @APIResponse(responseCode = "422", description = OrderWords.NOT_PLACED)
    @SecurityRequirement(name = "bearer", scopes = "orders:write")
    public Uni<Response> place(
            @HeaderParam(IdempotencyKey.FIELD)
                    @Parameter(
                            description = OrderWords.KEY,
                            required = true,
                            schema = @Schema(pattern = IdempotencyKey.PATTERN))
                    @Nullable
                    String key,
            byte[] body) {
        return desk.place(exchange, body, OrderView::of);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Cancels an order", description = OrderWords.CANCELLING, deprecated = true)
    @APIResponse(
            responseCode = "200",
            description = OrderWords.CANCELLED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = OrderWords.NOT_CANCELLED)
    @SecurityRequirement(name = "bearer", scopes = "orders:write")
    public Uni<OrderView> cancel(
            @PathParam("id") @Parameter(description = OrderWords.ID, schema = @Schema(pattern = OrderId.PATTERN))
                    String id) {
        return desk.cancel(exchange, id).map(OrderView::of);
    }
}
