package dev.portico.gateway.cache;

import dev.portico.gateway.cache.CacheStatus.Forwarded;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;

/** What becomes of a request that may be answered from the cache (RFC 9111 section 4): decided here, done elsewhere. */
sealed interface Plan {

    /** It is answered with what is stored. */
    record Use(Stored stored) implements Plan {}

    /** It is too, and what is stored is validated meanwhile. */
    record UseAndRenew(Stored stored) implements Plan {}

    /** What is stored has to be validated first. */
    record Validate(Stored stored, Forwarded why, boolean ifError) implements Plan {}

    /** The same for a request that wants only the head, which is passed on. */
    record CheckHead(Stored stored, Forwarded why, boolean ifError) implements Plan {}

    /** Nothing that is stored suits it; the answer may be kept. */
    record Fetch(Forwarded why) implements Plan {}

    /** It is passed on as it is, and its answer not kept. */
    record Pass(Forwarded why) implements Plan {}

    /** The client wants nothing but what is stored. */
    record Refuse() implements Plan {}

    /** Whether it might be another one if more were stored. */
    default boolean lacks() {
        return switch (this) {
            case Use _, UseAndRenew _ -> false;
            case Validate _, CheckHead _, Fetch _, Refuse _ -> true;
            case Pass(var why) -> why != Forwarded.METHOD && why != Forwarded.BYPASS;
        };
    }

    /** @param variants what is stored under the request's key */
    static Plan of(Call call, Asked asked, Variants variants, long now) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return new Pass(Forwarded.METHOD);
        } else if (!(call.body() instanceof Body.Empty) || Preconditions.areForOrigin(call.headers())) {
            return new Pass(Forwarded.BYPASS);
        }
        var stored = variants.matching(call.headers());
        if (stored == null || stored.isPart() && call.method().equals("HEAD")) {
            return missing(call, asked, variants.isEmpty() ? Forwarded.URI_MISS : Forwarded.VARY_MISS);
        }
        return switch (Freshness.of(asked, stored.terms(), stored.age(now))) {
            case Freshness.Fit() -> new Use(stored);
            case Freshness.FitMeanwhile() -> new UseAndRenew(stored);
            case Freshness.Unfit(var byRequest, var ifError) ->
                unfit(call, asked, stored, byRequest ? Forwarded.REQUEST : Forwarded.STALE, ifError);
        };
    }

    private static Plan missing(Call call, Asked asked, Forwarded why) {
        if (asked.onlyIfCached()) {
            return new Refuse();
        }
        return call.method().equals("HEAD") || asked.noStore() ? new Pass(why) : new Fetch(why);
    }

    private static Plan unfit(Call call, Asked asked, Stored stored, Forwarded why, boolean ifError) {
        if (asked.onlyIfCached()) {
            return new Refuse();
        } else if (asked.noStore()) {
            return new Pass(why);
        }
        return call.method().equals("HEAD") ? new CheckHead(stored, why, ifError) : new Validate(stored, why, ifError);
    }
}
