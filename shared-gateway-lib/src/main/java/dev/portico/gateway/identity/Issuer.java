package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose tokens are believed, and what a token has to look like for that (RFC 7519, RFC 8725).
 *
 * @param name the row in the table
 * @param ids whose ids its subjects are: its own name, or one that it shares with others that know the same callers
 * @param issuer the exact {@code iss}
 * @param audiences one of which has to stand in {@code aud}
 * @param algorithms the only ones that are accepted, whatever a token's header says
 * @param leeway by how much clocks may differ for {@code exp} and {@code nbf}
 * @param rolesPath where the roles are: a claim, or a path of claims with slashes
 * @param scopesClaim where the scopes are: a claim with a list, or with words separated by spaces
 * @param callers whom its tokens speak for
 * @param keys where its keys come from
 */
public record Issuer(
        String name,
        String ids,
        String issuer,
        Set<String> audiences,
        Set<SignatureAlgorithm> algorithms,
        Duration leeway,
        Optional<String> rolesPath,
        String scopesClaim,
        Callers callers,
        VerificationKeys keys) {

    /** Whom the tokens of an issuer speak for. */
    public enum Callers {
        USERS,
        PARTNERS
    }
}
