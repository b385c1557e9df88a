package dev.portico.partner.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.partner.catalog.CatalogV2Page.ProductV2;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The catalogue, page by page or as a whole, as {@code /v2} promises it: from the same source as {@code /v1}. */
@Path("/v2/catalog")
@RequestScoped
public class CatalogV2Resource {

    private final Exchange exchange;
    private final CatalogSource source;
    private final Exports exports;

    CatalogV2Resource(Exchange exchange, CatalogSource source, Exports exports) {
        this.exchange = exchange;
        this.source = source;
        this.exports = exports;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "24576", parseValue = true)
    @Path("products")
    @Operation(summary = "The catalogue, page by page")
    @SecurityRequirement(name = "bearer", scopes = "products:read")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogV2Page> products(
            @QueryParam("cursor")
                    @Parameter(
                            description = "what the page before says as next; left out for the first page",
                            schema = @Schema(type = SchemaType.STRING, pattern = Page.CURSOR))
                    @Nullable
                    String cursor,
            @QueryParam("limit")
                    @Parameter(
                            description = "how many products to give at most",
                            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @Nullable
                    String limit) {
        Query.of(exchange).hasAtMostOne("cursor", "limit");
        var page = Page.behind(cursor, limit).orElseThrow(() -> new Refusal(new Problem.BadRequest(Page.CURSOR_RULE)));
        return CatalogResource.PAGE
                .single(exchange, part -> source.products(part, page))
                .map(found -> CatalogV2Page.of(found, page));
    }

    @GET
    @Path("export")
    @Operation(
            summary = "The whole catalogue, one product a line",
            description =
                    "Ends with the last product; an answer that breaks off before is not complete. A partner may run"
                            + " two exports at a time.")
    @APIResponse(
            responseCode = "200",
            description = "Products, each as JSON on a line of its own.",
            content = @Content(mediaType = CatalogResource.LINES, schema = @Schema(implementation = ProductV2.class)))
    @SecurityRequirement(name = "bearer", scopes = "products:read")
    @Produces(CatalogResource.LINES)
    public RestMulti<ProductV2> export() {
        return RestMulti.fromMultiData(CatalogResource.EXPORT.stream(exchange, exports::products)
                        .map(ProductV2::of))
                .header("Cache-Control", "no-store")
                .build();
    }
}
