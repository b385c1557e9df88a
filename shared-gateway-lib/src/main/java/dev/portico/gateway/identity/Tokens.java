package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.problem.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Turns bearer tokens into callers. The issuer and its key are chosen first, by what the token claims of itself; then the
 * token is verified with that key under that issuer's rules. A verified token is remembered by its digest until it
 * expires or its key is withdrawn, so that the second request with it costs no signature check. A forged one is remembered
 * too, for as long as there is room, so that sending it again and again costs none either.
 */
public final class Tokens {

    /** How many bytes of good tokens are remembered. */
    private static final long REMEMBERED = 16 * 1024 * 1024;

    private static final int REMEMBERED_FORGERIES = 10_000;

    /** What became of a token. */
    public sealed interface Verdict {

        /** The token is good and speaks for this caller. */
        record Proven(Caller caller) implements Verdict {}

        /** The token is not good. */
        record Rejected(String why) implements Verdict {}

        /** Nothing can be said of the token now. */
        record Undecided(Problem problem) implements Verdict {}

        /** Somebody is being asked; the verdict that arrives is never another one of these. */
        record Waiting(Uni<Verdict> verdict) implements Verdict {}
    }

    private record Remembered(Verdict.Proven verdict, VerificationKey key, long endsAtSecond, int weight) {}

    /** A well-formed token and those who may have signed it. */
    private record Claimed(
            String token, ByteBuffer digest, TokenHeader.Legible header, Issuer issuer, SignatureAlgorithm algorithm) {}

    private static final Verdict FORGED = new Verdict.Rejected("It was not signed by its issuer.");

    private final Issuers issuers;
    private final Optional<Introspection> introspection;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Remembered> remembered;

    /** Forged tokens, each with the keys that did not sign it. Whether they did never changes, so nothing has to expire. */
    private final Cache<ByteBuffer, List<VerificationKey>> forged;

    /** @param introspection who is asked about tokens that are no signed JWT */
    public Tokens(Issuers issuers, Optional<Introspection> introspection, InstantSource clock) {
        this(issuers, introspection, clock, REMEMBERED, REMEMBERED_FORGERIES);
    }

    /**
     * @param remembered how many bytes of good tokens are remembered, see {@link #weight}
     * @param forged how many forged ones are
     */
    Tokens(Issuers issuers, Optional<Introspection> introspection, InstantSource clock, long remembered, int forged) {
        this.issuers = issuers;
        this.introspection = introspection;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(remembered)
                .weigher((ByteBuffer digest, Remembered each) -> each.weight)
                .executor(Runnable::run)
                .build();
        this.forged = Caffeine.newBuilder()
                .maximumSize(forged)
                .executor(Runnable::run)
                .build();
    }

    public Verdict verify(String token) {
        if (token.length() > TokenHeader.LONGEST) {
            return new Verdict.Rejected(TokenHeader.TOO_LONG.why());
        }
        var digest = digest(token);
        var known = remembered.getIfPresent(digest);
        if (known != null) {
            if (now() < known.endsAtSecond && !known.key.withdrawn()) {
                return known.verdict;
            }
            remembered.invalidate(digest);
        }
        if (introspection.isPresent() && !TokenHeader.isJwt(token)) {
            return introspection.get().verify(token, digest);
        }
        return switch (TokenHeader.read(token)) {
            case TokenHeader.Illegible(var why) -> new Verdict.Rejected(why);
            case TokenHeader.Legible header -> chosen(token, digest, header);
        };
    }

    private Verdict chosen(String token, ByteBuffer digest, TokenHeader.Legible header) {
        var issuer = issuers.of(header.issuer());
        if (issuer.isEmpty()) {
            return new Verdict.Rejected("Its issuer is not trusted here.");
        }
        var algorithm = issuer.get().algorithm(header.algorithm());
        if (algorithm.isEmpty()) {
            return new Verdict.Rejected("Its signature algorithm is not accepted here.");
        }
        var claimed = new Claimed(token, digest, header, issuer.get(), algorithm.get());
        return decided(claimed, issuer.get().keys().find(header.keyId(), algorithm.get()));
    }

    private Verdict decided(Claimed claimed, VerificationKeys.Lookup lookup) {
        return switch (lookup) {
            case VerificationKeys.Lookup.Found(var keys) -> verified(claimed, keys);
            case VerificationKeys.Lookup.Unknown() -> new Verdict.Rejected("Its key is not known.");
            case VerificationKeys.Lookup.Unavailable() -> new Verdict.Undecided(new Problem.Unavailable(5));
            case VerificationKeys.Lookup.Asking(var asking) ->
                new Verdict.Waiting(backHere(asking).map(found -> decided(claimed, found)));
        };
    }

    /**
     * All who wait for one fetch would have their signatures checked in a row by whichever event loop it ended on; so each
     * goes back to its own, between whatever else that has to do.
     */
    private static <T> Uni<T> backHere(Uni<T> later) {
        var here = Vertx.currentContext();
        return here == null ? later : later.emitOn(task -> here.runOnContext(turn -> task.run()));
    }

    private Verdict verified(Claimed claimed, List<VerificationKey> keys) {
        if (keys.equals(forged.getIfPresent(claimed.digest))) {
            return FORGED;
        }
        for (var key : keys) {
            if (Signature.verifies(claimed.token, claimed.header, claimed.algorithm, key.key())) {
                return signed(claimed, key);
            }
        }
        forged.put(claimed.digest, keys);
        claimed.issuer.keys().doubted();
        return FORGED;
    }

    private Verdict signed(Claimed claimed, VerificationKey key) {
        var rules = claimed.issuer.rules();
        var claims = claimed.header.claims();
        var objection = rules.objection(claimed.header.type(), claims, now());
        if (objection.isPresent()) {
            return new Verdict.Rejected(objection.get());
        }
        return claimed.issuer
                .caller()
                .caller(claimed.token, claims)
                .<Verdict>map(caller -> {
                    var proven = new Verdict.Proven(caller);
                    remembered.put(
                            claimed.digest,
                            new Remembered(proven, key, rules.endsAtSecond(claims), weight(claimed.token.length())));
                    return proven;
                })
                .orElseGet(() -> new Verdict.Rejected(CallerClaims.NO_CALLER));
    }

    /** What one costs to remember, roughly: what was written, and the objects that were made of it. */
    static int weight(int written) {
        return 1024 + written;
    }

    private long now() {
        return clock.instant().getEpochSecond();
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
