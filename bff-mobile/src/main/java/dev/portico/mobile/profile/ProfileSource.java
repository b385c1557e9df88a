package dev.portico.mobile.profile;

import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.JsonClient;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Target;
import dev.portico.mobile.profile.ProfileSlices.User;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where the profile comes from: the users service, which is only ever asked for the caller. */
@Startup // so that a table without this upstream stops the start
@Singleton
final class ProfileSource {

    private final JsonClient users;

    ProfileSource(Gateway gateway) {
        this.users = gateway.client("users");
    }

    Uni<Optional<User>> caller(PartContext part) {
        return users.find(part, Target.of("/users/{}", part.callerId()), User.class);
    }
}
