package dev.portico.gateway.cache;

import dev.portico.gateway.cache.Store.Mark;
import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Call;
import org.jspecify.annotations.Nullable;

/**
 * One request as the cache sees it.
 *
 * @param call what goes upstream where nothing here will do
 * @param mark what the second level said when it was asked, or null
 * @param waited whether it has waited for another request's answer in vain
 */
record Lookup(Call call, CacheRule rule, Asked asked, CacheKey key, @Nullable Mark mark, boolean waited) {

    static Lookup of(String upstream, Call call, CacheRule rule) {
        AcceptEncoding.reduce(call.headers());
        var target = CacheKey.target(call.target(), rule);
        var counting = target.equals(call.target())
                ? call
                : new Call(
                        call.method(),
                        target,
                        call.headers(),
                        call.body(),
                        call.deadline(),
                        call.exchange(),
                        call.interim(),
                        call.cancellation());
        return new Lookup(
                counting, rule, Asked.of(call.headers()), CacheKey.of(upstream, target, call, rule), null, false);
    }

    /** The same after the second level was asked. */
    Lookup asOf(@Nullable Mark said) {
        return new Lookup(call, rule, asked, key, said, waited);
    }

    /** The same after it has waited in vain. */
    Lookup afterWaiting() {
        return new Lookup(call, rule, asked, key, null, true);
    }

    /** Takes note of what became of it. */
    void used(CacheUse use) {
        call.exchange().calls().cached(use);
    }

    Credentials credentials() {
        return Credentials.of(call, rule);
    }

    /** What requests have in common that may wait for each other: those with credentials may get another answer. */
    CacheKey flightKey() {
        return credentials() == Credentials.NONE ? key : new CacheKey(key.place(), key.reader() + "credentials");
    }

    /** Whether it is about a part only, which may be asked for as such. */
    boolean wantsPart() {
        return call.headers().contains(Names.RANGE);
    }

    /** Whether what another request asked for may do; one that wants it anew wants it asked for after itself. */
    boolean mayFollow() {
        return !asked.noCache() && asked.maxAge() != 0;
    }
}
