package dev.portico.partner.catalog;

import dev.portico.gateway.exchange.Deadline;
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
import org.jspecify.annotations.Nullable;

/** The catalogue, page by page. */
@Path("/v1/catalog/products")
@RequestScoped
public class CatalogResource {

    private static final Duration TIME = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final CatalogSource source;

    CatalogResource(Exchange exchange, CatalogSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    /**
     * @param offset how many products to leave out at the start, from 0, which is the default
     * @param limit how many products to give at most, from 1 to 100; 20 by default
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogPage> products(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        var page = Page.of(offset, limit).orElseThrow(() -> new Refusal(new Problem.BadRequest(Page.RULE)));
        return source.products(exchange, page, Deadline.in(TIME)).map(found -> CatalogPage.of(found, page));
    }
}
