package dev.portico.partner.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.partner.catalog.CatalogPage.Product;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The catalogue, page by page or as a whole, as {@code /v1} promises it. */
@Path("/v1/catalog")
@RequestScoped
public class CatalogResource {

    static final String LINES = "application/x-ndjson";

    /** A page, whatever the version. */
    static final Screen<?> PAGE = new Screen<>(Duration.ofSeconds(2), 1);

    /** All of the catalogue; whoever reads for longer has to begin anew. */
    static final Screen<?> EXPORT = new Screen<>(Duration.ofMinutes(5), 1);

    private final Exchange exchange;
    private final CatalogSource source;
    private final Exports exports;

    CatalogResource(Exchange exchange, CatalogSource source, Exports exports) {
        this.exchange = exchange;
        this.source = source;
        this.exports = exports;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "24576", parseValue = true)
    @Path("products")
    @Operation(summary = "The catalogue, page by page", deprecated = true)
    @SecurityRequirement(name = "bearer", scopes = "products:read")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogPage> products(
            @QueryParam("offset")
                    @Parameter(
                            description = "how many products to leave out at the start",
                            schema = @Schema(type = INTEGER, minimum = "0", maximum = "2147483647", defaultValue = "0"))
                    @Nullable
                    String offset,
            @QueryParam("limit")
                    @Parameter(
                            description = "how many products to give at most",
                            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @Nullable
                    String limit) {
        Query.of(exchange).hasAtMostOne("offset", "limit");
        var page = Page.of(offset, limit).orElseThrow(() -> new Refusal(new Problem.BadRequest(Page.RULE)));
        return PAGE.single(exchange, part -> source.products(part, page)).map(found -> CatalogPage.of(found, page));
    }

    @GET
    @Path("export")
    @Operation(
            summary = "The whole catalogue, one product a line",
            description =
                    "Ends with the last product; an answer that breaks off before is not complete. A partner may run"
                            + " two exports at a time.",
            deprecated = true)
    @APIResponse(
            responseCode = "200",
            description = "Products, each as JSON on a line of its own.",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = Product.class)))
    @SecurityRequirement(name = "bearer", scopes = "products:read")
    @Produces(LINES)
    public RestMulti<Product> export() {
        return RestMulti.fromMultiData(
                        EXPORT.stream(exchange, exports::products).map(Product::of))
                .header("Cache-Control", "no-store")
                .build();
    }
}
