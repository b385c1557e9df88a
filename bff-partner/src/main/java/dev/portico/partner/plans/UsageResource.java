package dev.portico.partner.plans;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** What the partner has used of its plan, as {@code /v1} promises it. */
@Path("/v1/usage")
@RequestScoped
public class UsageResource {

    private final Exchange exchange;
    private final Gateway gateway;

    UsageResource(Exchange exchange, Gateway gateway) {
        this.exchange = exchange;
        this.gateway = gateway;
    }

    @GET
    @Extension(name = "x-payload-budget", value = "1024", parseValue = true)
    @Operation(
            summary = "The plan, and what has been used of it",
            description = "Costs nothing. A partner whose quota is used up may ask too.",
            deprecated = true)
    @SecurityRequirement(name = "bearer")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<UsageView> usage() {
        return gateway.usage(exchange).map(UsageView::of);
    }
}
