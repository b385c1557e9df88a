package dev.portico.gateway.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The screens that tests look at. */
@Path("/screen")
@RequestScoped
@Produces("application/json")
public class Screens {

    /** What a client may send. */
    public record Order(String product, int quantity) {}

    private final Exchange exchange;
    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final Gateway gateway;

    Screens(Exchange exchange, SecurityIdentity identity, JsonWebToken token, Gateway gateway) {
        this.exchange = exchange;
        this.identity = identity;
        this.token = token;
        this.gateway = gateway;
    }

    @GET
    @Path("open")
    public Map<String, String> open() {
        return Map.of("caller", exchange.caller().toString());
    }

    @GET
    @Path("me")
    public WhoIsCalling me() {
        return whoIsCalling();
    }

    /** Answers a moment after it was asked, when the event loop has been with others. */
    @GET
    @Path("me-later")
    public Uni<WhoIsCalling> meLater() {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(2))
                .map(waited -> whoIsCalling());
    }

    private WhoIsCalling whoIsCalling() {
        return new WhoIsCalling(
                exchange.caller() instanceof Caller.User user ? user.subject() : "",
                identity.getPrincipal().getName(),
                List.copyOf(identity.getRoles()),
                token.getSubject(),
                exchange.id());
    }

    /** What each of several says. */
    public record WhoIsCalling(String exchange, String identity, List<String> roles, String token, String requestId) {}

    /** Waits for an upstream on its own thread, and for a client that asks so not for long. */
    @GET
    @Path("waiting")
    @RunOnVirtualThread
    public Map<String, String> waiting(@QueryParam("millis") long millis) {
        var got = new Screen<>(Duration.ofSeconds(10), 1)
                .single(exchange, part -> gateway.client("echo").get(part, "/part", Order.class));
        var order = got.await().atMost(Duration.ofMillis(millis));
        return Map.of(
                "product",
                order.product(),
                "virtual",
                Boolean.toString(Thread.currentThread().isVirtual()));
    }

    /** Made of one upstream's answer to {@code /part/kept}. */
    @GET
    @Path("kept")
    public Uni<Order> kept() {
        return keptPart();
    }

    /** As {@code kept}, for a known caller. */
    @GET
    @Path("kept-mine")
    public Uni<Order> keptMine() {
        return keptPart();
    }

    private Uni<Order> keptPart() {
        return new Screen<>(Duration.ofSeconds(10), 1)
                .single(exchange, part -> gateway.client("echo").get(part, "/part/kept", Order.class));
    }

    /** Made of the answer of an upstream that the table keeps for what screens read. */
    @GET
    @Path("read/{upstream}/{name}")
    public Uni<Order> read(@PathParam("upstream") String upstream, @PathParam("name") String name) {
        return new Screen<>(Duration.ofSeconds(10), 1)
                .single(exchange, part -> gateway.client(upstream).get(part, Target.of("/part/{}", name), Order.class));
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public Map<String, String> admin() {
        return Map.of("secret", "for admins only");
    }

    @GET
    @Path("scoped")
    @PermissionsAllowed("read")
    public Map<String, String> scoped() {
        return Map.of("for", "who may read");
    }

    @GET
    @Path("scoped-more")
    @PermissionsAllowed("delete")
    public Map<String, String> scopedMore() {
        return Map.of("for", "who may delete");
    }

    /** The row lets in less than the annotation would. */
    @GET
    @Path("admin-row")
    @RolesAllowed("**")
    public Map<String, String> adminRow() {
        return Map.of("for", "whom the row names");
    }

    @GET
    @Path("signed-in")
    @Authenticated
    public Map<String, String> signedIn() {
        return Map.of("subject", token.getSubject());
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("jdbc:secret-host refused the connection");
    }

    /** As much as is asked for. */
    @GET
    @Path("large/{length}")
    @APIResponseSchema(Map.class)
    public Response large(@PathParam("length") int length) {
        return Response.ok(Map.of("text", "x".repeat(length))).tag("screen").build();
    }

    @GET
    @Path("large/unwritable")
    public Unwritable unwritable() {
        return new Unwritable("x".repeat(2000));
    }

    /** Its second component fails while it is written. */
    public record Unwritable(String first) {
        @JsonProperty
        public String getSecond() {
            if (first.length() > 1) {
                throw new IllegalStateException("at secret-host");
            }
            return first;
        }
    }

    @POST
    @Path("order")
    @Consumes("application/json")
    public Order order(Order order) {
        return order;
    }
}
