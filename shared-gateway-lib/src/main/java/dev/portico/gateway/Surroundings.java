package dev.portico.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.redis.RedisCommands;
import dev.portico.gateway.telemetry.ClientSpans;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway needs of the process that it runs in.
 *
 * @param redis what instances share; null where each is on its own
 * @param app what the instances of this app have in common, and other apps on the same Redis do not
 */
public record Surroundings(
        Vertx vertx,
        ObjectMapper mapper,
        GatewayMetrics metrics,
        ClientSpans spans,
        @Nullable RedisCommands redis,
        String app) {

    /** An instance on its own. */
    public Surroundings(Vertx vertx, ObjectMapper mapper, GatewayMetrics metrics, ClientSpans spans) {
        this(vertx, mapper, metrics, spans, null, "");
    }
}
