package dev.portico.web.checkout;

import static dev.portico.web.checkout.CheckoutPart.OFFERS;
import static dev.portico.web.checkout.CheckoutPart.ORDER;
import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.HEADER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.portico.gateway.composition.Composition;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.web.checkout.CheckoutSlices.Order;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Orders what lies in a basket: first the look at what it costs now, last the one write, which is done once a key. */
@Path("/api/checkout")
@RequestScoped
public class CheckoutResource {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WRITE = Duration.ofSeconds(2);
    private static final Screen<CheckoutPart> CHECKOUT = new Screen<>(LOOK.plus(WRITE), 2);
    private static final String PROBLEM = "application/problem+json";

    private final Exchange exchange;
    private final BasketReader baskets;
    private final CheckoutSources sources;

    CheckoutResource(Exchange exchange, BasketReader baskets, CheckoutSources sources) {
        this.exchange = exchange;
        this.baskets = baskets;
        this.sources = sources;
    }

    @POST
    @Operation(summary = "Orders what lies in a basket")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    @Parameter(
            name = IdempotencyKey.FIELD,
            in = HEADER,
            required = true,
            description = "a new one for each order, the same one when an order is sent again",
            schema = @Schema(type = STRING, minLength = 1, maxLength = 255, pattern = IdempotencyKey.PATTERN))
    @APIResponseSchema(value = PlacedOrder.class, responseCode = "201", responseDescription = "It is ordered.")
    @APIResponse(
            responseCode = "409",
            description =
                    "Nothing was ordered: something is not to be had, its price has changed, or the key is used. Of type"
                            + " in-progress: it may be ordered yet, and is sent again with its key.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(ref = "Problem")))
    @APIResponse(
            responseCode = "411",
            description = "The body came without a Content-Length.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(ref = "Problem")))
    @APIResponse(
            responseCode = "413",
            description = "The body is too large.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(ref = "Problem")))
    @APIResponse(
            responseCode = "415",
            description = "The body is no JSON.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(ref = "Problem")))
    @APIResponse(
            responseCode = "504",
            description =
                    "A service does not answer in time; of type outcome-unknown where it may have been ordered all"
                            + " the same.")
    public Uni<RestResponse<PlacedOrder>> order(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Basket.class)))
                    byte @Nullable [] body) {
        var key = IdempotencyKey.of(exchange);
        var basket = baskets.read(body);
        var checkout = CHECKOUT.on(exchange);
        return ordered(checkout, basket, key);
    }

    private Uni<RestResponse<PlacedOrder>> ordered(
            Composition<CheckoutPart> checkout, Basket basket, IdempotencyKey key) {
        var offers = checkout.required(OFFERS, LOOK, part -> sources.offers(part, basket));
        var order = checkout.requiredAfter(offers, ORDER, WRITE, (found, part) -> BasketCheck.of(basket, found)
                .map(problem -> before(part, basket, key, problem))
                .orElseGet(() -> sources.place(part, basket, key)));
        return checkout.reply(() -> created(PlacedOrder.of(order.get())));
    }

    private Uni<Order> before(PartContext part, Basket basket, IdempotencyKey key, Problem problem) {
        return sources.placedBefore(part, basket, key).map(before -> before.orElseThrow(() -> new Refusal(problem)));
    }

    private static RestResponse<PlacedOrder> created(PlacedOrder order) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, order)
                .header(HttpHeaders.LOCATION, Target.of("/api/account/orders/{}", order.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
