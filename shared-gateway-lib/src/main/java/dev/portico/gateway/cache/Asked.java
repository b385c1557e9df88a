package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Directives.UNSAID;

import io.vertx.core.MultiMap;

/**
 * What a request lets a cache do (RFC 9111 section 5.2.1). Numbers are seconds, or {@link Directives#UNSAID}.
 *
 * @param noStore whether nothing of this exchange may be kept
 * @param noCache whether a stored answer has to be validated first
 * @param maxAge how old the answer may be
 * @param minFresh how long it has to stay fresh
 * @param maxStale for how long it may have been stale
 * @param staleIfError for how long it may have been stale where there is no other (RFC 5861 section 4)
 * @param onlyIfCached whether the upstream must not be asked
 */
record Asked(
        boolean noStore,
        boolean noCache,
        long maxAge,
        long minFresh,
        long maxStale,
        long staleIfError,
        boolean onlyIfCached) {

    static final Asked NOTHING = new Asked(false, false, UNSAID, 0, UNSAID, UNSAID, false);

    private static final Asked VALIDATED = new Asked(false, true, UNSAID, 0, UNSAID, UNSAID, false);

    static Asked of(MultiMap headers) {
        if (!headers.contains(Names.CACHE_CONTROL)) {
            return headers.contains(Names.PRAGMA)
                            && Directives.of(headers.getAll(Names.PRAGMA)).has("no-cache")
                    ? VALIDATED
                    : NOTHING;
        }
        var said = Directives.of(headers.getAll(Names.CACHE_CONTROL));
        return new Asked(
                said.has("no-store"),
                said.has("no-cache"),
                said.seconds("max-age"),
                Math.max(0, said.seconds("min-fresh")),
                said.hasUnqualified("max-stale") ? Directives.LARGEST_SECONDS : said.seconds("max-stale"),
                said.seconds("stale-if-error"),
                said.has("only-if-cached"));
    }

    /** Whether an answer would do that is fresh by what it says itself. */
    boolean satisfiedBy(long ageSeconds, long freshSeconds) {
        return !noCache && (maxAge == UNSAID || ageSeconds <= maxAge) && freshSeconds >= minFresh;
    }
}
