package dev.portico.gateway.edge;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Screens of whose answers a caller may choose fields, and some of which not. */
@Path("/fields")
@RequestScoped
@Produces("application/json")
public class FieldsScreens {

    /** How often a screen ran. */
    static final AtomicInteger RUNS = new AtomicInteger();

    public record Product(String id, String name, Money price, List<Image> images, @Nullable Product similar) {}

    public record Money(long amount, String currency) {}

    public record Image(String url, int width) {}

    public record Page(List<Product> items, List<String> missing, Map<String, Money> totals) {}

    /** What an upstream weighs. */
    public record Weighed(String id) {}

    private static final Product TEA = new Product(
            "tea",
            "Green tea",
            new Money(450, "EUR"),
            List.of(new Image("/1.png", 64), new Image("/2.png", 128)),
            new Product("mate", "Mate", new Money(380, "EUR"), List.of(), null));

    private final Exchange exchange;
    private final Gateway gateway;

    FieldsScreens(Exchange exchange, Gateway gateway) {
        this.exchange = exchange;
        this.gateway = gateway;
    }

    @GET
    @Path("products/{id: [a-z]+}")
    public Product product(@PathParam("id") String id) {
        RUNS.incrementAndGet();
        return TEA;
    }

    @GET
    @Path("page")
    @RunOnVirtualThread
    public Page page() {
        return new Page(List.of(TEA), List.of("stock"), Map.of("net", new Money(1, "EUR")));
    }

    @GET
    @Path("list")
    public Uni<List<Image>> list() {
        return Uni.createFrom().item(TEA.images());
    }

    /** Longer than what is worth compressing. */
    @GET
    @Path("long")
    public List<Image> longList() {
        return Collections.nCopies(500, TEA.images().getFirst());
    }

    @GET
    @Path("names")
    public List<String> names(@QueryParam("prefix") @Nullable String prefix) {
        return List.of(prefix + exchange.request().query());
    }

    /** Its parameter is its own. */
    @GET
    @Path("own")
    public Money own(@QueryParam("fields") String fields) {
        return new Money(fields.length(), fields);
    }

    @GET
    @Path("text")
    @Produces("text/plain")
    public String text() {
        return "text";
    }

    @POST
    @Path("products")
    public Money created() {
        return TEA.price();
    }

    @GET
    @Path("gone")
    public Product gone() {
        throw new NotFoundException();
    }

    /** Says of which type its answer is only when it runs. */
    @GET
    @Path("undescribed")
    @APIResponseSchema(byte[].class)
    public Response undescribed() {
        return Response.ok(TEA.price()).build();
    }

    @GET
    @Path("weighed")
    public Uni<Weighed> weighed() {
        return new Screen<>(Duration.ofSeconds(5), 1)
                .single(exchange, part -> gateway.client("echo").get(part, "/weighed/part", Weighed.class));
    }
}
