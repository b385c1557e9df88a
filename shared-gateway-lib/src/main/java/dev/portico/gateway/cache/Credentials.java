package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;

/**
 * What a call has to prove who makes it, as far as its key does not tell callers apart by it (RFC 9111 section 3.5). A row
 * whose answers callers share says that they do not depend on who a caller has proven to be; of what else a client sends
 * it says nothing.
 */
enum Credentials {
    NONE,

    /** A cookie: an answer that varies by it is told apart by that. */
    COOKIE,

    /** A field {@code Authorization}: its answer is for others only where it says so. */
    AUTHORIZATION;

    static Credentials of(Call call, CacheRule rule) {
        var headers = call.headers();
        var known = !(call.caller() instanceof Caller.Anonymous);
        if (known && !rule.sharing().shared()) {
            return NONE;
        }
        var authorized =
                call.exchange().request().header("Authorization") != null || headers.contains(Names.AUTHORIZATION);
        if (!known && authorized && !rule.sharing().dependsOn("Authorization")) {
            return AUTHORIZATION;
        }
        return headers.contains(Names.COOKIE) && !rule.sharing().dependsOn("Cookie") ? COOKIE : NONE;
    }
}
