package dev.portico.web.account;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The caller's own profile. */
@Path("/api/account")
@RequestScoped
public class AccountResource {

    private static final Screen<?> ACCOUNT = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final AccountSource source;

    AccountResource(Exchange exchange, AccountSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Operation(summary = "The caller's own profile")
    @APIResponseSchema(value = AccountView.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "The caller has no account.",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<AccountView> account() {
        return ACCOUNT.single(exchange, source::user)
                .map(found -> found.map(AccountView::of).orElseThrow(NotFoundException::new));
    }
}
