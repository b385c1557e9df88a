package dev.portico.mobile.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.jspecify.annotations.Nullable;

/** The catalogue as an endless list of cards, the newest first. */
@Path("/api/catalog")
@RequestScoped
public class CatalogResource {

    private static final Screen<?> CATALOG = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final CatalogSource source;
    private final CursorSeal seal;

    CatalogResource(Exchange exchange, CatalogSource source, CursorSeal seal) {
        this.exchange = exchange;
        this.source = source;
        this.seal = seal;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "6144", parseValue = true)
    @Operation(summary = "The catalogue, page by page, the newest products first")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogPage> page(
            @QueryParam("cursor")
                    @Parameter(
                            description = "the next of the page before; left out for the first page",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = CursorSeal.LONGEST,
                                            pattern = "^[A-Za-z0-9_-]+$"))
                    @Nullable
                    String cursor,
            @QueryParam("category")
                    @Parameter(
                            description = "the one that the products are of; the same for all pages of a list",
                            schema = @Schema(type = SchemaType.STRING, pattern = PageWanted.CATEGORY))
                    @Nullable
                    String category,
            @QueryParam("limit")
                    @Parameter(
                            description = "how many products to give at most",
                            schema = @Schema(type = INTEGER, minimum = "1", maximum = "50", defaultValue = "20"))
                    @Nullable
                    String limit,
            @BeanParam PictureWanted picture) {
        Query.of(exchange).hasAtMostOne("cursor", "category", "limit");
        var wanted = PageWanted.of(cursor, category, limit, seal);
        var pixels = picture.pixels(exchange, CardView.USUAL_WIDTH);
        return CATALOG.single(exchange, part -> source.newest(part, wanted))
                .map(found -> CatalogPage.of(found, wanted, pixels, seal));
    }
}
