package dev.portico.web.catalog;

import static dev.portico.web.catalog.ProductPart.PRODUCT;
import static dev.portico.web.catalog.ProductPart.RECOMMENDED;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.portico.gateway.composition.LastGood;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.web.catalog.CatalogSlices.Listed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

/** A product page: the product, and others like it. */
@Path("/api/catalog/{id}")
@RequestScoped
public class ProductResource {

    private static final Screen<ProductPart> PAGE = new Screen<>(Duration.ofMillis(1500), 2);
    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);
    private static final LastGood<List<Listed>> RECOMMENDED_BEFORE = LastGood.of(1_000, Duration.ofMinutes(10));

    private final Exchange exchange;
    private final CatalogSource source;

    ProductResource(Exchange exchange, CatalogSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Operation(summary = "A product, and others like it")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ProductView> product(
            @PathParam("id")
                    @Parameter(
                            description = "the product, such as p-1001",
                            schema = @Schema(type = STRING, pattern = ProductId.PATTERN))
                    String id) {
        if (!ProductId.is(id)) {
            throw new NotFoundException();
        }
        var page = PAGE.on(exchange);

        var product = page.required(PRODUCT, REQUIRED, part -> source.product(part, id));
        var recommended = page.staleOk(
                RECOMMENDED, OPTIONAL, RECOMMENDED_BEFORE, List.of(), part -> source.recommended(part, id));

        return page.reply(() -> ProductView.of(product.get(), recommended.get(), page.missing(), page.stale()));
    }
}
