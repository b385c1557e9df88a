package dev.portico.gateway.identity;

import dev.portico.benchmarks.TokenMint;
import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A customer whose token has been verified. */
public final class Customer {

    public static final Caller KNOWN = proven();

    private Customer() {}

    private static Caller proven() {
        var mint = new TokenMint();
        var verdict = tokens(mint, 1, 1).verify(mint.token("u-1001"));
        if (verdict instanceof Tokens.Verdict.Proven(var caller)) {
            return caller;
        }
        throw new IllegalStateException("not proven: " + verdict);
    }

    /** What believes the tokens of a mint, and remembers so many bytes of good ones, and so many that were not. */
    static Tokens tokens(TokenMint mint, int remembered, int forged) {
        var issuer = new Issuer(
                "main",
                Set.of(SignatureAlgorithm.RS256),
                new TokenRules(
                        TokenMint.ISSUER,
                        Set.of(TokenMint.AUDIENCE),
                        TokenRules.USUAL_TYPES,
                        Map.of(),
                        Duration.ofSeconds(30)),
                new CallerClaims("main", CallerClaims.Callers.USERS, "sub", List.of("groups"), "scope"),
                VerificationKeys.given(mint.publicKey()));
        return new Tokens(new Issuers(List.of(issuer)), Optional.empty(), InstantSource.system(), remembered, forged);
    }
}
