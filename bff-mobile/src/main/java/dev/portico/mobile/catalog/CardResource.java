package dev.portico.mobile.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.NUMBER;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.jspecify.annotations.Nullable;

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
    @Operation(summary = "One product, as a card")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CardView> card(
            @PathParam("id") String id,
            @QueryParam("width")
                    @Parameter(
                            description = PictureWidth.WIDTH,
                            schema = @Schema(type = INTEGER, minimum = "1", maximum = "4096", defaultValue = "160"))
                    @Nullable
                    String width,
            @QueryParam("dpr")
                    @Parameter(
                            description = PictureWidth.DPR,
                            schema = @Schema(type = NUMBER, minimum = "1", maximum = "4", defaultValue = "2"))
                    @Nullable
                    String dpr) {
        var pixels = PictureWidth.of(width, dpr, CardView.USUAL_WIDTH);
        return CARD.single(exchange, part -> source.product(part, id))
                .map(found -> found.map(product -> CardView.of(product, pixels)).orElseThrow(NotFoundException::new));
    }
}
