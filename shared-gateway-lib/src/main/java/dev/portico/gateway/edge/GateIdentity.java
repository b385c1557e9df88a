package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.identity.Challenge;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.Permission;
import java.security.Principal;
import java.util.Set;

/**
 * Tells Quarkus who is calling: the caller that the gates have proven, or nobody. It always answers, so no other mechanism
 * is asked; {@code @RolesAllowed} and {@code @PermissionsAllowed} (on scopes) in a resource can only narrow what the row allows.
 */
@Singleton
final class GateIdentity implements HttpAuthenticationMechanism {

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager ignored) {
        var caller = HandOver.take(context).map(Exchange::caller).orElse(Caller.anonymous());
        return Uni.createFrom().item(of(caller));
    }

    static SecurityIdentity of(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous() ->
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(""))
                        .setAnonymous(true)
                        .build();
            case Caller.User user -> proven(user, user.token());
            case Caller.Partner partner ->
                proven(partner, partner.token() == null ? new QuarkusPrincipal(partner.id()) : partner.token());
        };
    }

    private static SecurityIdentity proven(Caller caller, Principal principal) {
        var scopes = caller.scopes();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(principal)
                .addRoles(caller.roles())
                .addPermissionChecker(permission -> Uni.createFrom().item(holds(scopes, permission)))
                .build();
    }

    private static boolean holds(Set<String> scopes, Permission permission) {
        var actions = permission.getActions();
        return scopes.contains(
                actions == null || actions.isEmpty() ? permission.getName() : permission.getName() + ":" + actions);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Challenge.BEARER));
    }

    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }
}
