package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Directives.UNSAID;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Set;

/**
 * What a stored answer may be used for (RFC 9111 sections 4.2 and 5.2.2), computed once when it is stored; in milliseconds.
 *
 * @param lifetime up to which age it is fresh
 * @param noCache whether it has to be validated before each use
 * @param mustRevalidate whether it must not be used stale
 * @param whileRevalidate how long after its lifetime it may be used while it is validated (RFC 5861 section 3)
 * @param ifError how long after its lifetime it may be used where no other can be had (RFC 5861 section 4)
 * @param immutable whether it does not change while it is fresh (RFC 8246)
 */
record Terms(
        long lifetime, boolean noCache, boolean mustRevalidate, long whileRevalidate, long ifError, boolean immutable) {

    /** RFC 9110 section 15.1. */
    static final Set<Integer> HEURISTICALLY_CACHEABLE =
            Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

    /** For which statuses a row's time is meant. */
    private static final Set<Integer> SOUND = Set.of(200, 203, 204, 300, 301, 308);

    private static final long LONGEST_HEURISTIC = Duration.ofDays(1).toMillis();

    /** @param said what the answer says to this cache */
    static Terms of(int status, MultiMap headers, Directives said, Times times, CacheRule.Times row) {
        if (row.regardless() && row.ttl().isPresent() && SOUND.contains(status)) {
            var stale = row.stale().toMillis();
            return new Terms(row.ttl().get().toMillis(), false, false, stale, stale, said.has("immutable"));
        }
        var mustRevalidate = said.has("must-revalidate") || said.has("proxy-revalidate") || said.has("s-maxage");
        var noCache = said.hasUnqualified("no-cache");
        var mayBeStale = !mustRevalidate && !noCache;
        return new Terms(
                lifetime(status, headers, said, times, row),
                noCache,
                mustRevalidate,
                mayBeStale ? extended(said.seconds("stale-while-revalidate"), row) : 0,
                mayBeStale ? extended(said.seconds("stale-if-error"), row) : 0,
                said.has("immutable"));
    }

    /** Whether an answer says itself how long it is fresh, or that it may be kept. */
    static boolean explicit(MultiMap headers, Directives said) {
        return said.has("public") || timed(headers, said);
    }

    /** Whether it says itself how long it is fresh. */
    static boolean timed(MultiMap headers, Directives said) {
        return said.has("s-maxage")
                || said.has("max-age")
                || headers.contains(Names.EXPIRES)
                        && Directives.targeted(headers).isEmpty();
    }

    /** Whether it is of any use without a validator. */
    boolean areOfUse() {
        return !noCache && (lifetime > 0 || whileRevalidate > 0 || ifError > 0);
    }

    private static long lifetime(int status, MultiMap headers, Directives said, Times times, CacheRule.Times row) {
        var shared = said.seconds("s-maxage");
        if (shared != UNSAID) {
            return shared * 1000;
        }
        var any = said.seconds("max-age");
        if (any != UNSAID) {
            return any * 1000;
        }
        var expires = headers.get(Names.EXPIRES);
        if (expires != null && Directives.targeted(headers).isEmpty()) {
            var until = HttpDate.parse(expires, times.receivedAt());
            return until == HttpDate.NONE ? 0 : Math.max(0, until - times.dated());
        }
        return unsaid(status, headers, times, row, said.has("public"));
    }

    private static long unsaid(int status, MultiMap headers, Times times, CacheRule.Times row, boolean open) {
        if ((status == 404 || status == 410) && row.missing().isPresent()) {
            return row.missing().get().toMillis();
        }
        if (row.ttl().isPresent() && SOUND.contains(status)) {
            return row.ttl().get().toMillis();
        }
        if (row.heuristicPercent() == 0 || !open && !HEURISTICALLY_CACHEABLE.contains(status)) {
            return 0;
        }
        var modified = HttpDate.parse(headers.get(Names.LAST_MODIFIED), times.receivedAt());
        return modified == HttpDate.NONE
                ? 0
                : Math.clamp((times.dated() - modified) / 100 * row.heuristicPercent(), 0, LONGEST_HEURISTIC);
    }

    private static long extended(long seconds, CacheRule.Times row) {
        return seconds == UNSAID ? row.stale().toMillis() : seconds * 1000;
    }
}
