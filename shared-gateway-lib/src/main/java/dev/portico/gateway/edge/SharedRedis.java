package dev.portico.gateway.edge;

import dev.portico.gateway.redis.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The Redis that instances share, where {@code quarkus.redis.hosts} names one. */
@Singleton
final class SharedRedis {

    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Config config;
    private final RedisOptionsOfQuarkus quarkus;

    SharedRedis(Vertx vertx, MeterRegistry registry, Config config, RedisOptionsOfQuarkus quarkus) {
        this.vertx = vertx;
        this.registry = registry;
        this.config = config;
        this.quarkus = quarkus;
    }

    /** Null where no Redis is named. */
    @Nullable
    RedisCommands commands() {
        if (config.getOptionalValue("quarkus.redis.hosts", String.class).isEmpty()) {
            return null;
        }
        var settings = new RedisCommands.Settings(
                setting("deadline", Duration.class, Duration.ofMillis(25)),
                setting("failures", Integer.class, 5),
                setting("probe-every", Duration.class, Duration.ofMillis(500)));
        return new RedisCommands(vertx, this::client, settings, registry);
    }

    private <T> T setting(String name, Class<T> type, T unlessSet) {
        return config.getOptionalValue("portico.redis." + name, type).orElse(unlessSet);
    }

    private Redis client() {
        return Redis.createClient(
                vertx,
                quarkus.options()
                        .orElseThrow(() -> new IllegalStateException("Quarkus has not read quarkus.redis yet")));
    }
}
