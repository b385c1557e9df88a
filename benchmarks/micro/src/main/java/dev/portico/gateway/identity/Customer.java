package dev.portico.gateway.identity;

import dev.portico.benchmarks.TokenMint;
import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A customer whose token has been verified. */
public final class Customer {

    public static final Caller KNOWN = proven();

    private Customer() {}

    private static Caller proven() {
        var mint = new TokenMint();
        var verdict = tokens(mint, InstantSource.system()).verify(mint.token("u-1001"));
        if (verdict instanceof Tokens.Verdict.Proven(var caller)) {
            return caller;
        }
        throw new IllegalStateException("not proven: " + verdict);
    }

    /** What believes the tokens of a mint, and remembers them by a clock. */
    static Tokens tokens(TokenMint mint, InstantSource clock) {
        var issuer = new Issuer(
                "main",
                "main",
                TokenMint.ISSUER,
                Set.of(TokenMint.AUDIENCE),
                Set.of(SignatureAlgorithm.RS256),
                Duration.ofSeconds(30),
                Optional.empty(),
                "scope",
                Issuer.Callers.USERS,
                new VerificationKeys.Fixed(mint.publicKey()));
        return new Tokens(new Issuers(List.of(issuer)), clock);
    }
}
