package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose tokens are believed, and what a token has to look like for that (RFC 7519, RFC 8725).
 *
 * @param name the row in the table
 * @param algorithms the only ones that are accepted, whatever a token's header says
 * @param keys where its keys come from
 */
public record Issuer(
        String name, Set<SignatureAlgorithm> algorithms, TokenRules rules, CallerClaims caller, VerificationKeys keys) {

    /** The algorithm of this exact name, if it is one of those that are accepted. */
    Optional<SignatureAlgorithm> algorithm(String written) {
        return algorithms.stream()
                .filter(algorithm -> FittingAlgorithms.isNamed(algorithm, written))
                .findFirst();
    }
}
