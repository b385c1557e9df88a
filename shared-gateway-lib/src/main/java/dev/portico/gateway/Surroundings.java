package dev.portico.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.admission.Counters;
import dev.portico.gateway.admission.MemoryCounters;
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
 */
public record Surroundings(
        Vertx vertx,
        ObjectMapper mapper,
        GatewayMetrics metrics,
        ClientSpans spans,
        @Nullable RedisCommands redis,
        Counters counters) {

    public Surroundings(
            Vertx vertx,
            ObjectMapper mapper,
            GatewayMetrics metrics,
            ClientSpans spans,
            @Nullable RedisCommands redis) {
        this(vertx, mapper, metrics, spans, redis, new MemoryCounters(System::nanoTime, InstantSource.system()));
    }

    /** An instance on its own. */
    public Surroundings(Vertx vertx, ObjectMapper mapper, GatewayMetrics metrics, ClientSpans spans) {
        this(vertx, mapper, metrics, spans, null);
    }
}
