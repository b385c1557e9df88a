package dev.portico.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.admission.Counters;
import dev.portico.gateway.admission.MemoryCounters;
import dev.portico.gateway.admission.ObservedCounters;
import dev.portico.gateway.admission.RedisCounters;
import dev.portico.gateway.cache.Levels;
import dev.portico.gateway.cache.MemoryCache;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.telemetry.ClientSpans;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway needs of the process that it runs in.
 *
 * @param redis what instances share; null where each is on its own
 * @param counters where requests are counted: outlives every table, so that a new one gives nobody fresh permits
 * @param cache where answers are kept; outlives every table too, and gets its bounds from each
 */
public record Surroundings(
        Vertx vertx,
        ObjectMapper mapper,
        GatewayMetrics metrics,
        ClientSpans spans,
        @Nullable RedisCommands redis,
        Counters counters,
        Levels cache) {

    /** @param app what instances of this app have in common, and other apps on the same Redis do not */
    public Surroundings(
            Vertx vertx,
            ObjectMapper mapper,
            GatewayMetrics metrics,
            ClientSpans spans,
            @Nullable RedisCommands redis,
            String app) {
        this(vertx, mapper, metrics, spans, redis, counters(redis, app, metrics), cache(vertx, redis, app));
    }

    /** An instance on its own. */
    public Surroundings(Vertx vertx, ObjectMapper mapper, GatewayMetrics metrics, ClientSpans spans) {
        this(vertx, mapper, metrics, spans, null, "");
    }

    private static Levels cache(Vertx vertx, @Nullable RedisCommands redis, String app) {
        var memory = new MemoryCache(0, 0);
        return redis == null
                ? Levels.inMemory(vertx, memory)
                : Levels.overRedis(vertx, memory, redis, app, InstantSource.system());
    }

    private static Counters counters(@Nullable RedisCommands redis, String app, GatewayMetrics metrics) {
        var memory = new MemoryCounters(System::nanoTime, InstantSource.system());
        return redis == null
                ? new ObservedCounters(memory, metrics.registry())
                : new RedisCounters(redis::run, app, memory, InstantSource.system(), metrics.registry());
    }
}
