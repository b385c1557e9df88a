package dev.portico.mobile.catalog;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

/** One product, as a card. */
@Path("/api/products/{id}/card")
@RequestScoped
public class CardResource {

    private static final Screen<?> CARD = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final CardSource source;

    CardResource(Exchange exchange, CardSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "1024", parseValue = true)
    @Operation(summary = "One product, as a card")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CardView> card(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, maxLength = 64)) String id,
            @BeanParam PictureWanted picture) {
        var pixels = picture.pixels(CardView.USUAL_WIDTH);
        return CARD.single(exchange, part -> source.product(part, id))
                .map(found -> found.map(product -> CardView.of(product, pixels)).orElseThrow(NotFoundException::new));
    }
}
