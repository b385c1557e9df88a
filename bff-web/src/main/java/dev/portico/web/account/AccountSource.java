package dev.portico.web.account;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.web.account.AccountSlices.User;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where the account comes from: the users service, asked for the caller and nobody else. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class AccountSource {

    private final JsonClient users;

    AccountSource(Gateway gateway) {
        this.users = gateway.client("users");
    }

    /** Empty where the caller has a token and no account, or the service gives somebody else's. */
    Uni<Optional<User>> user(PartContext part) {
        if (!UserId.is(part.callerId())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return users.find(part, Target.of("/users/{}", part.callerId()), User.class)
                .map(found -> found.filter(user -> user.id().equals(part.callerId())));
    }
}
