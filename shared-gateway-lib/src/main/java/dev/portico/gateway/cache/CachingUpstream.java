package dev.portico.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.cache.CacheStatus.Forwarded;
import dev.portico.gateway.exchange.CacheUse;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.exchange.UpstreamFailure;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls with what is stored where that is right, and keeps what comes from upstream (RFC 9111). What is right is
 * decided in {@link Plan}, {@link Freshness} and {@link Storability}; this class does it. Safe for use by any thread.
 */
public final class CachingUpstream implements Upstream {

    /** How long requests do not wait for each other after an answer that could not be shared. */
    private static final Duration UNSHARED = Duration.ofSeconds(10);

    /** How long nobody waits for an upstream that has just failed, if what is stale does instead. */
    private static final Duration FAILED = Duration.ofSeconds(1);

    /** In characters: what is noted is as long as clients make it. */
    private static final long MOST_NOTED = 4 << 20;

    private final Vertx vertx;
    private final CachedUpstream settings;
    private final Levels levels;
    private final Leading.Means means;
    private final Map<Flight.Wanted, Flight> joinable = new ConcurrentHashMap<>();
    private final Cache<Flight.Wanted, Boolean> unshared = notes(UNSHARED);
    private final Cache<Flight.Wanted, Boolean> failed = notes(FAILED);

    private static Cache<Flight.Wanted, Boolean> notes(Duration kept) {
        return Caffeine.newBuilder()
                .maximumWeight(MOST_NOTED)
                .weigher((Flight.Wanted wanted, Boolean noted) -> wanted.length())
                .expireAfterWrite(kept)
                .executor(Runnable::run)
                .build();
    }

    /** @param memory may serve several upstreams */
    public CachingUpstream(
            Vertx vertx, CachedUpstream settings, Upstream next, MemoryCache memory, InstantSource clock) {
        this(vertx, settings, next, Levels.inMemory(vertx, memory), clock);
    }

    /** @param levels may serve several upstreams */
    public CachingUpstream(Vertx vertx, CachedUpstream settings, Upstream next, Levels levels, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.levels = levels;
        this.means = new Leading.Means(vertx, next, levels.memory(), levels.store(), clock);
        levels.start();
    }

    @Override
    public Future<Reply> fetch(Call call) {
        if (Invalidation.mayChange(call.method())) {
            var then = means.clock().millis();
            return means.next().fetch(call).compose(reply -> changed(call, reply, then));
        }
        var rule = settings.rules().apply(call.route());
        return rule.isEmpty() ? means.next().fetch(call) : fetch(Lookup.of(settings.name(), call, rule.get()));
    }

    private Future<Reply> fetch(Lookup lookup) {
        var variants = means.memory().find(lookup.key());
        var plan = plan(lookup, variants);
        return plan.lacks() && mayBeElsewhere(lookup, variants)
                ? levels.look(lookup).compose(mark -> fetchAsOf(lookup.asOf(mark)))
                : act(plan, lookup, variants);
    }

    /** Where somebody is fetching it, or has just found that it cannot be shared, others do not have it either. */
    private boolean mayBeElsewhere(Lookup lookup, Variants variants) {
        if (!levels.areShared()) {
            return false;
        }
        var wanted = wanted(lookup, variants);
        return !joinable.containsKey(wanted) && unshared.getIfPresent(wanted) == null;
    }

    private Future<Reply> fetchAsOf(Lookup lookup) {
        var variants = means.memory().find(lookup.key());
        return act(plan(lookup, variants), lookup, variants);
    }

    private Plan plan(Lookup lookup, Variants variants) {
        return Plan.of(lookup.call(), lookup.asked(), variants, means.clock().millis());
    }

    private Future<Reply> act(Plan plan, Lookup lookup, Variants variants) {
        var now = means.clock().millis();
        return switch (plan) {
            case Plan.Use(var stored) -> Future.succeededFuture(use(stored, lookup, now));
            case Plan.UseAndRenew(var stored) -> {
                renew(Outgoing.ofItsOwn(lookup, settings.renewal(), stored.isPart()), variants);
                yield Future.succeededFuture(use(stored, lookup, now));
            }
            case Plan.Validate validate
            when validate.ifError() && failed.getIfPresent(wanted(lookup, variants)) != null ->
                Future.succeededFuture(Answer.inPlaceOfError(validate.stored(), lookup, means.clock()));
            case Plan.Validate validate -> shared(lookup, variants, new Cause(validate, true));
            case Plan.CheckHead check -> checkHead(check, lookup);
            case Plan.Fetch(var why) -> shared(lookup, variants, new Cause(why, null, variants.tagged(), true));
            case Plan.Pass(var why) -> pass(lookup, why);
            case Plan.Refuse() -> {
                lookup.used(CacheUse.MISS);
                yield Future.failedFuture(new Refusal(new Problem.NotStored()));
            }
        };
    }

    private static Reply use(Stored stored, Lookup lookup, long now) {
        lookup.used(stored.left(now) > 0 ? CacheUse.HIT : CacheUse.STALE);
        return Answer.of(stored, lookup.call(), stored.age(now), CacheStatus.hit(stored.left(now)));
    }

    private Future<Reply> pass(Lookup lookup, Forwarded why) {
        lookup.used(
                switch (why) {
                    case BYPASS, METHOD -> CacheUse.BYPASS;
                    case URI_MISS, VARY_MISS, REQUEST, STALE -> CacheUse.MISS;
                });
        return means.next().fetch(lookup.call()).map(reply -> marked(reply, why));
    }

    private static Reply marked(Reply reply, Forwarded why) {
        reply.headers().add(Names.CACHE_STATUS, CacheStatus.forwarded(why, reply.status()));
        return reply;
    }

    /** Fetches for this request and those that want the same, or waits for one that does. */
    private Future<Reply> shared(Lookup lookup, Variants variants, Cause cause) {
        var mine = flight(lookup, variants);
        var wanted = mine.wanted();
        if (!lookup.mayFollow()
                || lookup.wantsPart() && !cause.bringsWhole()
                || unshared.getIfPresent(wanted) != null) {
            return lead(lookup, mine, cause);
        }
        var joined = joinable.compute(
                wanted,
                (same, other) -> other != null && other.join(means.memory().purges()) ? other : mine);
        if (joined == mine) {
            mine.landed().onComplete(landed -> joinable.remove(wanted, mine));
            return lead(lookup, mine, cause);
        }
        var otherwise = new Following.Otherwise(
                () -> fetch(lookup.afterWaiting()), () -> lead(lookup, flight(lookup, variants), cause));
        return new Following(lookup, joined, cause, means.clock(), otherwise).start(vertx);
    }

    private Flight flight(Lookup lookup, Variants variants) {
        return new Flight(wanted(lookup, variants), means.memory().purges());
    }

    private Leading leading(Lookup lookup, Flight flight, Cause cause) {
        levels.watch(flight);
        flight.landed().onSuccess(how -> note(how, lookup, flight, cause));
        return new Leading(means, lookup, flight, cause);
    }

    private void note(Flight.Landed how, Lookup lookup, Flight flight, Cause cause) {
        switch (how) {
            case Flight.Landed.Shared _ -> unshared.invalidate(flight.wanted());
            case Flight.Landed.Unshared(var why) -> {
                if (why != null && !lookup.wantsPart()) {
                    unshared.put(flight.wanted(), true);
                }
            }
            case Flight.Landed.Erred _, Flight.Landed.Failed _ -> {
                if (cause.validate() != null) {
                    failed.put(flight.wanted(), true);
                }
            }
        }
    }

    private Future<Reply> lead(Lookup lookup, Flight flight, Cause cause) {
        return leading(lookup, flight, cause).start();
    }

    private static Flight.Wanted wanted(Lookup lookup, Variants variants) {
        if (variants.isEmpty()) {
            return new Flight.Wanted(lookup.flightKey(), List.of());
        }
        var names = variants.newestFirst().getFirst().vary().names();
        var headers = lookup.call().headers();
        return new Flight.Wanted(
                lookup.flightKey(),
                names.stream().map(name -> Vary.normal(name, headers)).toList());
    }

    /** Validates what is stored for no client in particular, unless another instance has; one such call at a time. */
    private void renew(Lookup lookup, Variants variants) {
        if (!joinable.containsKey(wanted(lookup, variants))) {
            levels.look(lookup).onSuccess(mark -> renewAsOf(lookup.asOf(mark)));
        }
    }

    private void renewAsOf(Lookup lookup) {
        var variants = means.memory().find(lookup.key());
        var flight = flight(lookup, variants);
        if (plan(lookup, variants) instanceof Plan.UseAndRenew(var stored)
                && joinable.putIfAbsent(flight.wanted(), flight) == null) {
            flight.landed().onComplete(landed -> joinable.remove(flight.wanted(), flight));
            var cause = new Cause(new Plan.Validate(stored, Forwarded.STALE, true), false);
            lead(lookup, flight, cause).onSuccess(Reply::discard);
        }
    }

    private Future<Reply> checkHead(Plan.CheckHead check, Lookup lookup) {
        var sentAt = means.clock().millis();
        var stored = check.stored();
        return means.next()
                .fetch(lookup.call())
                .map(reply -> {
                    lookup.used(CacheUse.MISS);
                    if (reply.status() == 200 && lookup.credentials() == Credentials.NONE) {
                        described(
                                stored,
                                lookup,
                                Head.of(reply, sentAt, means.clock().millis()));
                    }
                    return marked(reply, check.why());
                })
                .recover(failure -> standIn(check, lookup, failure));
    }

    private Future<Reply> standIn(Plan.CheckHead check, Lookup lookup, Throwable failure) {
        return check.ifError() && failure instanceof UpstreamFailure
                ? Future.succeededFuture(Answer.inPlaceOfError(check.stored(), lookup, means.clock()))
                : Future.failedFuture(failure);
    }

    /** RFC 9111 section 4.3.5; what came to somebody's credentials is not about what others have. */
    private void described(Stored stored, Lookup lookup, Head newer) {
        var renewed = renewed(stored, lookup, newer);
        if (renewed == null) {
            means.memory().remove(lookup.key(), stored);
            means.store().forget(lookup.key(), stored);
        } else {
            means.memory().replace(lookup.key(), stored, renewed);
        }
    }

    private static @Nullable Stored renewed(Stored stored, Lookup lookup, Head newer) {
        if (stored.status() != newer.status() || !Validation.describes(newer.headers(), stored)) {
            return null;
        }
        var head = Validation.renewed(stored, newer);
        return switch (Storability.of(head, lookup.asked(), lookup.credentials(), lookup.rule())) {
            case Storability.Storable(var terms) ->
                stored.renewed(head, terms, lookup.call().headers(), lookup.rule());
            case Storability.Unstorable _ -> null;
        };
    }

    /** RFC 9111 section 4.4; what is on its way may be from before the change. */
    private Future<Reply> changed(Call call, Reply reply, long then) {
        var origins = origins(call);
        var gone = new ArrayList<Future<?>>();
        for (var target : Invalidation.targets(call.target(), reply.status(), reply.headers(), origins)) {
            gone.add(invalidate(target));
            settings.counted().forEach(parameters -> gone.add(invalidate(CacheKey.target(target, parameters))));
        }
        return Future.join(gone).transform(done -> changed(call, reply, then, origins));
    }

    private Future<Reply> changed(Call call, Reply reply, long then, List<String> origins) {
        var rule = settings.rules().apply(call.route());
        if (rule.isEmpty()) {
            return Future.succeededFuture(reply);
        }
        return Invalidation.bringsContent(call, reply, origins)
                ? brought(call, Lookup.of(settings.name(), call, rule.get()), reply, then)
                : Future.succeededFuture(marked(reply, Forwarded.METHOD));
    }

    /** What a parameter that is not part of the key may have changed is for nobody else. */
    private Future<Reply> brought(Call call, Lookup lookup, Reply reply, long then) {
        return lookup.call().target().equals(call.target())
                ? leading(lookup, flight(lookup, Variants.NONE), new Cause(Forwarded.METHOD, null, List.of(), true))
                        .take(reply, then)
                : Future.succeededFuture(marked(reply, Forwarded.METHOD));
    }

    private List<String> origins(Call call) {
        var origins = new ArrayList<>(settings.origins());
        origins.add(call.headers().get(Names.X_FORWARDED_PROTO) + "://"
                + call.headers().get(Names.X_FORWARDED_HOST));
        return origins;
    }

    private Future<?> invalidate(String target) {
        return levels.invalidate(CacheKey.place(settings.name(), target));
    }
}
