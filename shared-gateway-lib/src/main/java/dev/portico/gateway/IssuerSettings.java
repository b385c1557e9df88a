package dev.portico.gateway;

import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.Issuer;
import dev.portico.gateway.identity.TokenRules;
import dev.portico.gateway.identity.VerificationKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.Set;

/** What the table says of an issuer, before its keys are at hand. */
public record IssuerSettings(
        String name, Set<SignatureAlgorithm> algorithms, TokenRules rules, CallerClaims caller, KeySource keys) {

    /** Where the keys come from. */
    public sealed interface KeySource {

        /**
         * A JWK set that is fetched.
         *
         * @param kept how long its keys are used while it cannot be fetched
         */
        record Published(URI jwks, Duration kept) implements KeySource {}

        /**
         * A document that says where the JWK set is (OpenID Connect Discovery, RFC 8414).
         *
         * @param plainHttp whether the set may be fetched without TLS
         * @param kept how long its keys are used while it cannot be fetched
         */
        record Discovered(URI document, boolean plainHttp, Duration kept) implements KeySource {}

        /** A key that stands in the table. */
        record Given(Key key) implements KeySource {}
    }

    Issuer with(VerificationKeys verificationKeys) {
        return new Issuer(name, algorithms, rules, caller, verificationKeys);
    }
}
