package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns bearer tokens into callers. The issuer and its key are chosen first, by what the token claims of itself; then the
 * token is verified with that key under that issuer's rules. A verified token is remembered by its digest until it
 * expires, so that the second request with it costs no signature check.
 */
public final class Tokens {

    private static final int REMEMBERED = 10_000;

    /** What became of a token. */
    public sealed interface Verdict {

        /** The token is good and speaks for this caller. */
        record Proven(Caller caller) implements Verdict {}

        /** The token is not good. */
        record Rejected(String why) implements Verdict {}

        /** Nothing can be said of the token now. */
        record Undecided(Problem problem) implements Verdict {}

        /** A key is being fetched; the verdict that arrives is never another one of these. */
        record Waiting(Uni<Verdict> verdict) implements Verdict {}
    }

    private record Remembered(Verdict.Proven verdict, long expiresAtSecond) {}

    private final Issuers issuers;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Remembered> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    public Tokens(Issuers issuers, InstantSource clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    public Verdict verify(String token) {
        var digest = digest(token);
        var known = remembered.getIfPresent(digest);
        if (known != null) {
            if (clock.instant().getEpochSecond() < known.expiresAtSecond) {
                return known.verdict;
            }
            remembered.invalidate(digest);
        }
        return switch (TokenHeader.read(token)) {
            case TokenHeader.Illegible(var why) -> new Verdict.Rejected(why);
            case TokenHeader.Legible header -> chosen(token, digest, header);
        };
    }

    private Verdict chosen(String token, ByteBuffer digest, TokenHeader.Legible header) {
        Optional<Issuer> issuer = issuers.of(header.issuer());
        if (issuer.isEmpty()) {
            return new Verdict.Rejected("Its issuer is not trusted here.");
        }
        if (issuer.get().algorithms().stream().noneMatch(a -> a.getAlgorithm().equals(header.algorithm()))) {
            return new Verdict.Rejected("Its signature algorithm is not accepted here.");
        }
        return decided(issuer.get(), issuer.get().keys().find(header.keyId()), token, digest);
    }

    private Verdict decided(Issuer issuer, VerificationKeys.Lookup lookup, String token, ByteBuffer digest) {
        return switch (lookup) {
            case VerificationKeys.Lookup.Found(var key) -> checked(issuer, key, token, digest);
            case VerificationKeys.Lookup.Unknown() -> new Verdict.Rejected("Its key is not known.");
            case VerificationKeys.Lookup.Unavailable() -> new Verdict.Undecided(new Problem.Unavailable(5));
            case VerificationKeys.Lookup.Asking(var asking) ->
                new Verdict.Waiting(asking.map(found -> decided(issuer, found, token, digest)));
        };
    }

    private Verdict checked(Issuer issuer, Key key, String token, ByteBuffer digest) {
        return switch (issuers.check(issuer, key, token)) {
            case Issuers.Bad(var why) -> new Verdict.Rejected(why);
            case Issuers.Good(var caller, var expiresAtSecond) -> {
                var proven = new Verdict.Proven(caller);
                remembered.put(
                        digest,
                        new Remembered(proven, expiresAtSecond + issuer.leeway().toSeconds()));
                yield proven;
            }
        };
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
