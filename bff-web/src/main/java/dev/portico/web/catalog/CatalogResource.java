package dev.portico.web.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.QUERY;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.BOOLEAN;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.web.query.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

/** The catalogue, page by page: what is sold, searched, filtered and sorted by the products service. */
@Path("/api/catalog")
@RequestScoped
public class CatalogResource {

    private static final Screen<?> CATALOG = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final CatalogSource source;

    CatalogResource(Exchange exchange, CatalogSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "6144", parseValue = true)
    @Operation(summary = "The catalogue, page by page")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "q",
            in = QUERY,
            description = "what the name has to hold, in capitals or not",
            schema = @Schema(type = STRING, minLength = 1, maxLength = CatalogFilter.LONGEST_WORDS))
    @Parameter(
            name = "category",
            in = QUERY,
            description = "the one category that is wanted",
            schema = @Schema(type = STRING, minLength = 1, maxLength = CatalogFilter.LONGEST_CATEGORY))
    @Parameter(
            name = "minPrice",
            in = QUERY,
            description = "the lowest price, in hundredths of the currency",
            schema = @Schema(type = INTEGER, minimum = "0", maximum = "100000000"))
    @Parameter(
            name = "maxPrice",
            in = QUERY,
            description = "the highest price, in hundredths of the currency",
            schema = @Schema(type = INTEGER, minimum = "0", maximum = "100000000"))
    @Parameter(
            name = "inStock",
            in = QUERY,
            description = "true: only what can be ordered now",
            schema = @Schema(type = BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "sort",
            in = QUERY,
            description = "by what, descending where a minus leads; without it the order of the catalogue",
            schema =
                    @Schema(
                            type = STRING,
                            enumeration = {"name", "-name", "price", "-price"}))
    @Parameter(
            name = "page",
            in = QUERY,
            description = "which page, counted from 1",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "10000", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = QUERY,
            description = "how many products a page holds at most",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    public Uni<CatalogView> catalog() {
        var query = Query.of(exchange);
        var filter = CatalogFilter.of(query);
        var page = Page.of(query);
        return CATALOG.single(exchange, part -> source.products(part, filter, page))
                .map(found -> CatalogView.of(found, page));
    }
}
