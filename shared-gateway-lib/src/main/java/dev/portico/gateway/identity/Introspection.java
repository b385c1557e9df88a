package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.identity.Tokens.Verdict;
import dev.portico.gateway.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Asks an issuer about tokens that say nothing themselves (RFC 7662). Its answers, good and bad ones, are remembered for a
 * short while and never beyond the token's end; whoever sends one token at the same time waits for one answer. Safe for use by any thread.
 */
public final class Introspection {

    /**
     * How an issuer is asked.
     *
     * @param issuer its name, for the log
     * @param kept how long an answer is believed
     * @param ask gets the issuer's answer about a token as JSON, bounded in size and time
     */
    public record Asking(String issuer, Duration kept, Function<String, Uni<String>> ask) {}

    /** How many bytes of good tokens and of what was said of them are remembered. */
    private static final long REMEMBERED = 16 * 1024 * 1024;

    private static final int REMEMBERED_BAD = 10_000;
    private static final int MOST_ASKED = 1_000;

    /** RFC 6750 section 2.1. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final Logger LOG = Logger.getLogger(Introspection.class);
    private static final Verdict UNDECIDED = new Verdict.Undecided(new Problem.Unavailable(5));
    private static final Verdict INACTIVE = new Verdict.Rejected("It is not active.");

    private record Remembered(Verdict verdict, long endsAtSecond, int weight) {}

    private final Asking asking;
    private final TokenRules rules;
    private final CallerClaims caller;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Remembered> good = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((ByteBuffer digest, Remembered each) -> each.weight)
            .executor(Runnable::run)
            .build();

    /** Apart, so that tokens that anybody can make up push out no good ones. */
    private final Cache<ByteBuffer, Remembered> bad = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_BAD)
            .executor(Runnable::run)
            .build();

    private final ConcurrentMap<ByteBuffer, Uni<Verdict>> asked = new ConcurrentHashMap<>();
    private volatile boolean failing;

    public Introspection(Asking asking, TokenRules rules, CallerClaims caller, InstantSource clock) {
        this.asking = asking;
        this.rules = rules;
        this.caller = caller;
        this.clock = clock;
    }

    Verdict verify(String token, ByteBuffer digest) {
        if (!BEARER.matcher(token).matches()) {
            return new Verdict.Rejected("It is no bearer token.");
        }
        var known = good.getIfPresent(digest);
        if (known == null) {
            known = bad.getIfPresent(digest);
        }
        if (known != null && now() < known.endsAtSecond) {
            return known.verdict;
        }
        var joined = asked.get(digest);
        if (joined != null) {
            return new Verdict.Waiting(joined);
        }
        if (asked.size() >= MOST_ASKED) {
            return UNDECIDED;
        }
        return new Verdict.Waiting(asked.computeIfAbsent(digest, each -> answerTo(token, each)));
    }

    private Uni<Verdict> answerTo(String token, ByteBuffer digest) {
        return Uni.createFrom()
                .deferred(() -> asking.ask().apply(token))
                .map(answer -> answered(token, digest, Json.of(answer)))
                .onFailure()
                .recoverWithItem(this::missed)
                .onTermination()
                .invoke(() -> asked.remove(digest))
                .memoize()
                .indefinitely();
    }

    private Verdict answered(String token, ByteBuffer digest, Json answer) {
        if (failing) {
            failing = false;
            LOG.infof("Issuer %s answers about tokens again", asking.issuer());
        }
        var verdict = verdict(token, answer);
        var weight = Tokens.weight(token.length() + answer.written().length());
        var remembered = new Remembered(verdict, Math.min(now() + asking.kept().toSeconds(), end(answer)), weight);
        if (verdict instanceof Verdict.Proven) {
            good.put(digest, remembered);
        } else {
            good.invalidate(digest);
            bad.put(digest, remembered);
        }
        return verdict;
    }

    private Verdict verdict(String token, Json answer) {
        if (!answer.isTrue("active")) {
            return INACTIVE;
        }
        return rules.objectionToAnswer(answer, now())
                .<Verdict>map(Verdict.Rejected::new)
                .orElseGet(() -> caller.caller(token, answer)
                        .<Verdict>map(Verdict.Proven::new)
                        .orElseGet(() -> new Verdict.Rejected(CallerClaims.NO_CALLER)));
    }

    private long end(Json answer) {
        return answer.number("exp").isPresent() ? rules.endsAtSecond(answer) : Long.MAX_VALUE;
    }

    private Verdict missed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("Issuer %s could not be asked about a token: %s", asking.issuer(), failure.getMessage());
        }
        return UNDECIDED;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
