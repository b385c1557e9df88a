package org.example.door;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

@Path("/api/products/{id: p-[0-9]+}/price")
@RequestScoped
public class PriceResource {

    private static final Screen<?> PRICE = new Screen<>(Duration.ofSeconds(1), 1);

    private final Exchange exchange;
    private final PriceSource source;

    PriceResource(Exchange exchange, PriceSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @SecurityRequirements // none: the row is for anyone
    public Uni<PriceView> price(@PathParam("id") String id) {
        return PRICE.single(exchange, part -> source.product(part, id))
                .map(found -> found.map(PriceView::of).orElseThrow(NotFoundException::new));
    }
}
