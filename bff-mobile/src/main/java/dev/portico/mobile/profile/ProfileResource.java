package dev.portico.mobile.profile;

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

/** The caller's own profile; there is no way to name anybody else's. */
@Path("/api/profile")
@RequestScoped
public class ProfileResource {

    private static final Screen<?> PROFILE = new Screen<>(Duration.ofMillis(1500), 1);

    private final Exchange exchange;
    private final ProfileSource source;

    ProfileResource(Exchange exchange, ProfileSource source) {
        this.exchange = exchange;
        this.source = source;
    }

    @GET
    @Operation(summary = "The caller's profile")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ProfileView.class)))
    @APIResponse(
            responseCode = "404",
            description = "The caller has no account.",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("customer")
    public Uni<ProfileView> profile() {
        return PROFILE.single(exchange, source::caller)
                .map(found -> found.map(ProfileView::of).orElseThrow(NotFoundException::new));
    }
}
