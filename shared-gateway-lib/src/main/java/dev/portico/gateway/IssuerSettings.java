package dev.portico.gateway;

import dev.portico.gateway.identity.Issuer;
import dev.portico.gateway.identity.VerificationKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the table says of an issuer, before its keys are at hand. */
public record IssuerSettings(
        String name,
        String ids,
        String issuer,
        Set<String> audiences,
        Set<SignatureAlgorithm> algorithms,
        Duration leeway,
        Optional<String> rolesPath,
        String scopesClaim,
        Issuer.Callers callers,
        KeySource keys) {

    /** Where the keys come from. */
    public sealed interface KeySource {

        /** A JWK set that is fetched. */
        record Published(URI jwks) implements KeySource {}

        /** A key that stands in the table. */
        record Given(Key key) implements KeySource {}
    }

    Issuer with(VerificationKeys verificationKeys) {
        return new Issuer(
                name, ids, issuer, audiences, algorithms, leeway, rolesPath, scopesClaim, callers, verificationKeys);
    }
}
