package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.Upstream;
import dev.portico.gateway.redis.RedisCommands;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One of several instances of an app, which has its own memory and shares Redis. */
final class Instance implements AutoCloseable {

    final MemoryCache memory = new MemoryCache(1 << 22, 1 << 20);
    final Levels levels;
    private final RedisCommands redis;
    private final CachingUpstream cache;

    Instance(Vertx vertx, RedisCommands redis, String app, Upstream upstream, InstantSource clock) {
        this.redis = redis;
        this.levels = Levels.overRedis(vertx, memory, redis, app, clock);
        var settings = new CachedUpstream(
                "catalog",
                List.of("http://catalog:80"),
                row -> Optional.of(CacheRule.STANDARD),
                Set.of(),
                Duration.ofSeconds(5));
        this.cache = new CachingUpstream(vertx, settings, upstream, levels, clock);
    }

    Reply get(String target, String... fields) {
        return fetch(Answers.get(target, fields));
    }

    Reply fetch(Call call) {
        return CachedCatalog.await(cache.fetch(call));
    }

    Reply post(String target) {
        return fetch(Answers.call("POST", target, Caller.anonymous()));
    }

    Levels.Purged purge(Purge... purges) {
        return levels.purge(List.of(purges))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    boolean isAway() {
        return redis.isAway();
    }

    @Override
    public void close() {
        levels.close();
        redis.close();
    }
}
