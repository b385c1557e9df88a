package dev.portico.gateway.identity;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** A verified token without any claims, for callers of whom a test needs none. */
public record FakeToken() implements JsonWebToken {

    public static final JsonWebToken TOKEN = new FakeToken();

    @Override
    public String getName() {
        return "";
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.of();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface declares it so
    public <T> @Nullable T getClaim(String claimName) {
        return null;
    }
}
