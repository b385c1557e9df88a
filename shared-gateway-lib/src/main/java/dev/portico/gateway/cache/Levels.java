package dev.portico.gateway.cache;

import dev.portico.gateway.cache.Store.Found;
import dev.portico.gateway.cache.Store.Mark;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where answers are kept: in the memory of this process, and behind it in Redis, where there is one, for all instances. What
 * memory lacks is looked for there once, however many requests want it. Safe for use by any thread.
 */
public final class Levels implements AutoCloseable {

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
    private final Runnable end;
    private final Map<Wanted, Look> looking = new ConcurrentHashMap<>();

    Levels(Vertx vertx, MemoryCache memory, Store store, Runnable end) {
        this.vertx = vertx;
        this.memory = memory;
        this.store = store;
        this.end = end;
    }

    /** Only memory: each instance keeps its own answers. */
    public static Levels inMemory(Vertx vertx, MemoryCache memory) {
        return new Levels(vertx, memory, Store.NONE, () -> {});
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
        log.start(store::settle);
        return new Levels(vertx, memory, store, log::close);
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

    /** Takes what the store has for a request into memory, and comes back to the thread of the request. */
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
            store.find(lookup.key(), lookup.call().headers())
                    .map(found -> takenOver(lookup, found, mine, purges))
                    .otherwise(Found.NOTHING)
                    .onSuccess(found -> {
                        looking.remove(wanted, mine);
                        mine.ended.complete(found);
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

    /** Removes all answers at a resource, whoever they are for. */
    void invalidate(String place) {
        looking.forEach((wanted, look) -> {
            if (wanted.key.place().equals(place)) {
                look.overtaken = true;
            }
        });
        memory.invalidate(place);
        store.invalidate(place);
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
        end.run();
    }
}
