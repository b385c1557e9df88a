package dev.portico.mobile.catalog;

import static dev.portico.mobile.catalog.ProductPart.PRODUCT;
import static dev.portico.mobile.catalog.ProductPart.SIMILAR;

import dev.portico.gateway.composition.LastGood;
import dev.portico.gateway.composition.Query;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.mobile.catalog.CardSlices.Product;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

/** One product with what a phone shows of it, and others like it. */
@Path("/api/catalog/{id}")
@RequestScoped
public class ProductResource {

    private static final Screen<ProductPart> PRODUCT_SCREEN = new Screen<>(Duration.ofSeconds(2), 2);
    private static final Duration REQUIRED = Duration.ofMillis(1500);
    private static final Duration OPTIONAL = Duration.ofMillis(800);
    private static final LastGood<List<Product>> SIMILAR_BEFORE = LastGood.of(1_000, Duration.ofMinutes(10));

    private final Exchange exchange;
    private final ProductSources sources;

    ProductResource(Exchange exchange, ProductSources sources) {
        this.exchange = exchange;
        this.sources = sources;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "4096", parseValue = true)
    @Operation(summary = "One product, and others like it")
    @SecurityRequirements // none: the row is for anyone
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ProductView> product(
            @PathParam("id") @Parameter(schema = @Schema(type = SchemaType.STRING, pattern = "^p-[0-9]{1,12}$"))
                    String id,
            @BeanParam PictureWanted picture) {
        Query.of(exchange).hasAtMostOne("width", "dpr");
        var pixels = picture.pixels(ProductView.USUAL_WIDTH);
        var screen = PRODUCT_SCREEN.on(exchange);

        var details = screen.required(PRODUCT, REQUIRED, part -> sources.details(part, id));
        var similar = screen.staleOk(SIMILAR, OPTIONAL, SIMILAR_BEFORE, List.of(), part -> sources.similar(part, id));

        return screen.reply(() -> ProductView.of(
                details.get().orElseThrow(NotFoundException::new),
                similar.get(),
                pixels,
                screen.missing(),
                screen.stale()));
    }
}
