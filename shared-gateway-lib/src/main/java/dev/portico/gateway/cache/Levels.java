package dev.portico.gateway.cache;

import dev.portico.gateway.cache.Store.Found;
import dev.portico.gateway.cache.Store.Mark;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where answers are kept: in the memory of this process, and behind it in Redis, where there is one, for all instances. What
 * memory lacks is looked for there once, however many requests want it. Safe for use by any thread.
 */
public final class Levels implements AutoCloseable {

    /** More keys of one resource take an event loop too long to remove. */
    static final int MOST_AT_ONCE = 300;

    /**
     * What a purge has done.
     *
     * @param removed how many keys had answers in the memory of this instance
     * @param everywhere whether the other instances have it too, now or as soon as they have Redis
     */
    public record Purged(int removed, boolean everywhere) {}

    private record Wanted(CacheKey key, String coding) {}

    /** One question to the store, for all that want the same. */
    private static final class Look {

        private final Promise<Found> ended = Promise.promise();
        private volatile boolean overtaken;
    }

    private final Vertx vertx;
    private final MemoryCache memory;
    private final Store store;
    private final Duration patience;
    private final Map<Wanted, Look> looking = new ConcurrentHashMap<>();
    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();

    /** @param patience how long a request waits for the store, whatever holds it up */
    Levels(Vertx vertx, MemoryCache memory, Store store, Duration patience) {
        this.vertx = vertx;
        this.memory = memory;
        this.store = store;
        this.patience = patience;
    }

    /** Only memory: each instance keeps its own answers. */
    public static Levels inMemory(Vertx vertx, MemoryCache memory) {
        return new Levels(vertx, memory, Store.NONE, Duration.ZERO);
    }

    /**
     * Memory before Redis.
     *
     * @param app what instances of this app have in common, and other apps on the same Redis do not
     */
    public static Levels overRedis(
            Vertx vertx, MemoryCache memory, RedisCommands redis, String app, InstantSource clock) {
        var log = new PurgeLog(vertx, redis, app, memory);
        var store = new RedisStore(vertx, redis, app, new StoredForm(memory::largest), log, clock);
        return new Levels(vertx, memory, store, redis.deadline());
    }

    /** Listens to other instances from now on. Who keeps no answers need not. */
    void start() {
        if (started.compareAndSet(false, true)) {
            store.start(this::forget);
        }
    }

    public MemoryCache memory() {
        return memory;
    }

    Store store() {
        return store;
    }

    /** Whether there is anything behind memory. */
    public boolean areShared() {
        return store != Store.NONE;
    }

    /**
     * Takes what the store has for a request into memory, and comes back to the thread of the request. Nobody waits for what
     * takes too long; who wants the same meanwhile does not even begin to.
     */
    Future<@Nullable Mark> look(Lookup lookup) {
        if (!areShared()) {
            return Future.succeededFuture();
        }
        var wanted = new Wanted(
                lookup.key(), Vary.normal(Vary.ACCEPT_ENCODING, lookup.call().headers()));
        var mine = new Look();
        var other = looking.putIfAbsent(wanted, mine);
        var answer = Promise.<@Nullable Mark>promise();
        var context = vertx.getOrCreateContext();
        (other == null ? mine : other)
                .ended
                .future()
                .onSuccess(found -> context.runOnContext(back -> answer.complete(found.mark())));
        if (other == null) {
            var purges = memory.purges();
            var timer = vertx.setTimer(patience.toMillis(), late -> mine.ended.tryComplete(Found.NOTHING));
            store.find(lookup.key(), lookup.call().headers())
                    .map(found -> takenOver(lookup, found, mine, purges))
                    .otherwise(Found.NOTHING)
                    .onSuccess(found -> {
                        vertx.cancelTimer(timer);
                        looking.remove(wanted, mine);
                        mine.ended.tryComplete(found);
                    });
        }
        return answer.future();
    }

    /**
     * What memory has may be newer: Redis may have been away when it came. What was changed or purged in between is not taken
     * over, or taken out again.
     */
    private Found takenOver(Lookup lookup, Found found, Look look, long purges) {
        var stored = found.stored();
        var had = memory.find(lookup.key()).matching(lookup.call().headers());
        if (stored != null
                && (had == null || had.times().receivedAt() < stored.times().receivedAt())) {
            memory.put(lookup.key(), stored);
            if (look.overtaken || memory.purges() != purges) {
                memory.remove(lookup.key(), stored);
            }
        }
        return found;
    }

    /** What is on its way is grounded by a change, whoever tells of it. */
    void watch(Flight flight) {
        flights.add(flight);
        flight.landed().onComplete(landed -> flights.remove(flight));
    }

    /** Removes all answers at a resource from both levels, whoever they are for. */
    Future<?> invalidate(String place) {
        var gone = forget(place);
        store.invalidate(place);
        return gone;
    }

    /** Forgets what this instance has of a resource, and what is on its way to it. */
    private Future<?> forget(String place) {
        for (var flight : flights) {
            if (flight.place().equals(place)) {
                flight.ground();
            }
        }
        looking.forEach((wanted, look) -> {
            if (wanted.key.place().equals(place)) {
                look.overtaken = true;
            }
        });
        return memory.count(place) > MOST_AT_ONCE
                ? vertx.executeBlocking(() -> memory.invalidate(place), false)
                : Future.succeededFuture(memory.invalidate(place));
    }

    /** Takes answers out of both levels on all instances. */
    public Future<Purged> purge(List<Purge> purges) {
        return vertx.executeBlocking(
                        () -> purges.stream()
                                .mapToInt(purge -> purge.of(memory))
                                .sum(),
                        false)
                .compose(removed -> store.purge(purges).map(everywhere -> new Purged(removed, everywhere)));
    }

    /** Listens for purges of others no longer. */
    @Override
    public void close() {
        store.close();
    }
}
