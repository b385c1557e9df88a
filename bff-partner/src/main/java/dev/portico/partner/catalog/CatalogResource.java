package dev.portico.partner.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The catalogue, page by page. */
@Path("/v1/catalog/products")
@RequestScoped
public class CatalogResource {

    private static final Screen<?> CATALOG = new Screen<>(Duration.ofSeconds(2), 1);

    private final Exchange exchange;
    private final CatalogSource source;

    CatalogResource(Exchange exchange, CatalogSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Operation(summary = "The catalogue, page by page")
    @SecurityRequirement(name = "bearer", scopes = "products:read")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogPage> products(
            @QueryParam("offset")
                    @Parameter(
                            description = "how many products to leave out at the start",
                            schema = @Schema(type = INTEGER, minimum = "0", defaultValue = "0"))
                    @Nullable
                    String offset,
            @QueryParam("limit")
                    @Parameter(
                            description = "how many products to give at most",
                            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @Nullable
                    String limit) {
        var page = Page.of(offset, limit).orElseThrow(() -> new Refusal(new Problem.BadRequest(Page.RULE)));
        return CATALOG.single(exchange, part -> source.products(part, page)).map(found -> CatalogPage.of(found, page));
    }
}
